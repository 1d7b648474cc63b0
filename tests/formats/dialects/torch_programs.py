"""Programs as they stand in tutorials of PyTorch."""

TORCH = {
    "autograd": """
import torch

a = torch.tensor([2., 3.], requires_grad=True)
b = torch.tensor([6., 4.], requires_grad=True)

Q = 3*a**3 - b**2

external_grad = torch.tensor([1., 1.])
Q.backward(gradient=external_grad)

# check if collected gradients are correct
print(9*a**2 == a.grad)
print(-2*b == b.grad)
""",
    "a seed that is not one": """
import torch
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x * 2
v = torch.tensor([0.1, 1.0, 0.0001], dtype=torch.float)
y.backward(v)
print(x.grad)
""",
    "ones": """
import torch

x = torch.ones(2, 2, requires_grad=True)
print(x)
y = x + 2
print(y.grad_fn)
z = y * y * 3
out = z.mean()
print(z, out)
out.backward()
print(x.grad)
""",
    "logits": """
import torch

x = torch.ones(5)  # input tensor
y = torch.zeros(3)  # expected output
w = torch.tensor([[0.1, 0.2, 0.3]] * 5, requires_grad=True)
b = torch.tensor([0.5, -0.5, 0.0], requires_grad=True)
z = torch.matmul(x, w)+b
loss = torch.nn.functional.binary_cross_entropy_with_logits(z, y)
loss.backward()
print(w.grad)
print(b.grad)
""",
    "a polynomial": """
# -*- coding: utf-8 -*-
import torch

dtype = torch.float64
device = torch.device("cpu")
# device = torch.device("cuda:0")

# Create Tensors to hold input and outputs.
x = torch.linspace(-1, 1, 5, device=device, dtype=dtype)
y = torch.exp(x)

a = torch.tensor(0.3, device=device, dtype=dtype, requires_grad=True)
b = torch.tensor(-0.2, device=device, dtype=dtype, requires_grad=True)
c = torch.tensor(0.7, device=device, dtype=dtype, requires_grad=True)

learning_rate = 1e-2
for t in range(2000):
    # Forward pass: compute predicted y using operations on Tensors.
    y_pred = a + b * x + c * x ** 2

    # Compute and print loss using operations on Tensors.
    loss = (y_pred - y).pow(2).sum()
    if t % 100 == 99:
        print(t, loss.item())

    # Use autograd to compute the backward pass.
    loss.backward()

    with torch.no_grad():
        a -= learning_rate * a.grad
        b -= learning_rate * b.grad
        c -= learning_rate * c.grad

        # Manually zero the gradients after updating weights
        a.grad = None
        b.grad = None
        c.grad = None

print(f'Result: y = {a.item()} + {b.item()} x + {c.item()} x^2')
""",
    "two layers": """
import torch

x = torch.tensor([[0.5, -1.0, 2.0]], dtype=torch.float64)
y = torch.tensor([[1.0, 0.0]], dtype=torch.float64)
w1 = torch.tensor([[0.1, 0.2], [-0.3, 0.4], [0.5, -0.6]], dtype=torch.float64, requires_grad=True)
w2 = torch.tensor([[0.7, -0.8], [0.9, 1.0]], dtype=torch.float64, requires_grad=True)
y_pred = x.mm(w1).clamp(min=0).mm(w2)
loss = (y_pred - y).pow(2).sum()
loss.backward()
""",
    "an optimizer": """
import torch
import torch.nn as nn
import torch.optim as optim

X = torch.tensor([[1.], [2.], [3.], [4.]])
Y = torch.tensor([[2.], [4.], [6.], [8.]])
w = torch.tensor([[0.0]], requires_grad=True)

def forward(x):
    return x @ w

criterion = nn.MSELoss()
optimizer = optim.SGD([w], lr=0.01)

n_iters = 100
for epoch in range(n_iters):
    y_pred = forward(X)
    l = criterion(y_pred, Y)
    l.backward()
    optimizer.step()
    optimizer.zero_grad()
    if (epoch + 1) % 10 == 0:
        print(f'epoch {epoch+1}: w = {w.item():.3f}, loss = {l.item():.3f}')
""",
    "functional": """
import torch
import torch.nn.functional as F
x = torch.tensor([1.0, -2.0, 0.5])
w = torch.tensor([0.3, 0.2, -0.4], requires_grad=True)
b = torch.tensor(0.1, requires_grad=True)
t = torch.tensor(1.0)
z = torch.dot(w, x) + b
p = torch.sigmoid(z)
loss = F.binary_cross_entropy(p, t)
loss.backward()
print(w.grad, b.grad)
""",
    "parameters": """
import torch
from torch import nn

W = nn.Parameter(torch.tensor([[0.5, -0.2], [0.1, 0.3]]))
b = nn.Parameter(torch.zeros(2))
x = torch.tensor([1.0, 2.0])
h = torch.tanh(W @ x + b)
loss = F.mse_loss(h, torch.tensor([0.0, 1.0]))
loss.backward()
""".replace("from torch import nn\n", "from torch import nn\nimport torch.nn.functional as F\n"),
    "softmax": """
import torch
scores = torch.tensor([2.0, 1.0, 0.1], requires_grad=True)
target = torch.tensor([1.0, 0.0, 0.0])
probs = torch.softmax(scores, dim=0)
loss = -(target * torch.log(probs)).sum()
loss.backward()
scores.grad
""",
    "requires_grad_ afterwards": """
import torch
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
x.requires_grad_(True)
y = (x.T @ x).sum()
y.backward()
""",
    "grad of one": """
import torch
x = torch.tensor(2.0, requires_grad=True)
y = x**3 + 5*x
dydx = torch.autograd.grad(y, x)[0]
print(dydx)
""",
    "a prompt": """
>>> import torch
>>> x = torch.tensor([1., -1.], requires_grad=True)
>>> out = x.pow(2).sum()
>>> out.backward()
>>> x.grad
tensor([ 2., -2.])
""",
    "a neuron": """
import torch
# The neuron of the lecture
x1 = torch.Tensor([2.0]).double()                ; x1.requires_grad = True
x2 = torch.Tensor([0.0]).double()                ; x2.requires_grad = True
w1 = torch.Tensor([-3.0]).double()               ; w1.requires_grad = True
w2 = torch.Tensor([1.0]).double()                ; w2.requires_grad = True
b = torch.Tensor([6.8813735870195432]).double()  ; b.requires_grad = True
n = x1*w1 + x2*w2 + b
o = torch.tanh(n)

print(o.data.item())
o.backward()

print('---')
print('x2', x2.grad.item())
print('w2', w2.grad.item())
""",
    "a loss that has no name": """
import torch
w = torch.tensor([1.0, 2.0], requires_grad=True)
((w - 3)**2).sum().backward()
print(w.grad)
""",
    "classes by number": """
import torch
import torch.nn.functional as F
logits = torch.tensor([[2.0, 1.0, 0.1], [0.5, -1.0, 3.0]], requires_grad=True)
target = torch.tensor([0, 2])
loss = F.cross_entropy(logits, target)
loss.backward()
""",
    "layers without weights": """
import torch
import torch.nn as nn
act = nn.LeakyReLU()
x = torch.tensor([1.0, -2.0, 0.5], requires_grad=True)
h = act(x) + nn.Softplus()(x)
y = torch.nn.functional.leaky_relu(h, negative_slope=0.2).sum()
y.backward()
""",
    "shapes": """
import torch
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
y = x.view(4)
z = torch.cat([y, x.reshape(-1)], dim=0)
v = torch.stack([z, z * 2])
s = (v * v).sum(dim=1, keepdim=True).mean()
s.backward()
""",
    "spread": """
import torch
x = torch.tensor([[1.0, 2.0, 4.0], [3.0, 0.0, -1.0]], requires_grad=True)
m = x.mean(dim=1, keepdim=True)
u = torch.var(x, dim=1, keepdim=True, unbiased=False)
n = (x - m) / torch.sqrt(u + 1e-5)
d = x.std()
s = (n ** 3).sum() + d + torch.norm(x)
s.backward()
""",
    "sines and logarithms": """
import math
import torch
x = torch.tensor(0.7, requires_grad=True)
y = torch.sin(x) * torch.exp(-x) + torch.log1p(x) + math.pi * torch.cos(2 * x)
y.backward()
""",
    "two products": """
import torch
from torch.nn import functional as F
x = torch.tensor([[1.0, -1.0]])
W = torch.tensor([[0.5, 0.25], [-0.75, 1.0], [0.1, 0.2]], requires_grad=True)
b = torch.tensor([0.1, 0.2, 0.3], requires_grad=True)
h = F.linear(x, W, b)
p = F.softmax(h, dim=1)
loss = -torch.log(p[0, 1])
loss.backward()
""",
    "data in a loop": """
import torch
x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
w = torch.tensor([1.0], requires_grad=True)

def forward(x):
    return x * w

def loss(x, y):
    y_pred = forward(x)
    return (y_pred - y) ** 2

for epoch in range(10):
    for x_val, y_val in zip(x_data, y_data):
        l = loss(x_val, y_val)
        l.backward()
        w.data = w.data - 0.01 * w.grad.data
        w.grad.data.zero_()
    print("progress:", epoch, l.item())
""",
}
MICROGRAD = {
    "readme": """
from micrograd.engine import Value

a = Value(-4.0)
b = Value(2.0)
c = a + b
d = a * b + b**3
c += c + 1
c += 1 + c + (-a)
d += d * 2 + (b + a).relu()
d += 3 * d + (b - a).relu()
e = c - d
f = e**2
g = f / 2.0
g += 10.0 / f
print(f'{g.data:.4f}') # prints 24.7041, the outcome of this forward pass
g.backward()
print(f'{a.grad:.4f}') # prints 138.8338, i.e. the numerical value of dg/da
print(f'{b.grad:.4f}') # prints 645.5773, i.e. the numerical value of dg/db
""",
    "sanity": """
from micrograd.engine import Value
x = Value(-4.0)
z = 2 * x + 2 + x
q = z.relu() + z * x
h = (z * z).relu()
y = h + q + q * x
y.backward()
xmg, ymg = x, y
""",
    "labels": """
from micrograd.engine import Value
a = Value(2.0); a.label = 'a'
b = Value(-3.0); b.label = 'b'
c = Value(10.0); c.label = 'c'
e = a*b; e.label = 'e'
d = e + c; d.label = 'd'
f = Value(-2.0); f.label = 'f'
L = d * f; L.label = 'L'
L.backward()
L
""",
    "a neuron": """
from micrograd.engine import Value
# inputs x1,x2
x1 = Value(2.0)
x2 = Value(0.0)
# weights w1,w2
w1 = Value(-3.0)
w2 = Value(1.0)
# bias of the neuron
b = Value(6.8813735870195432)
# x1*w1 + x2*w2 + b
x1w1 = x1*w1
x2w2 = x2*w2
x1w1x2w2 = x1w1 + x2w2
n = x1w1x2w2 + b
o = n.relu()
o.backward()
""",
    "steps": """
from micrograd.engine import Value
x = Value(1.5)
w = Value(0.5)
b = Value(0.0)
for k in range(20):
    # forward
    y = w*x + b
    loss = (y - 1.0)**2
    # backward
    for p in [w, b]:
        p.grad = 0.0
    loss.backward()
    # update
    for p in [w, b]:
        p.data += -0.1 * p.grad
    print(k, loss.data)
""",
}
TENSORFLOW = {
    "tape": """
import tensorflow as tf
x = tf.Variable(3.0)

with tf.GradientTape() as tape:
  y = x**2

# dy = 2x * dx
dy_dx = tape.gradient(y, x)
dy_dx.numpy()
""",
    "a layer": """
import tensorflow as tf
w = tf.Variable([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]], name='w')
b = tf.Variable(tf.zeros(2, dtype=tf.float32), name='b')
x = tf.constant([[1., 2., 3.]])

with tf.GradientTape(persistent=True) as tape:
  y = tf.matmul(x, w) + b
  loss = tf.reduce_mean(y**2)

[dl_dw, dl_db] = tape.gradient(loss, [w, b])
""",
    "steps": """
import tensorflow as tf
W = tf.Variable(0.5)
b = tf.Variable(0.1)
x = tf.constant([1.0, 2.0, 3.0])
y_true = tf.constant([2.0, 4.0, 6.0])
optimizer = tf.keras.optimizers.SGD(learning_rate=0.05)
for step in range(10):
    with tf.GradientTape() as tape:
        y_pred = W * x + b
        loss = tf.reduce_mean(tf.square(y_true - y_pred))
    grads = tape.gradient(loss, [W, b])
    optimizer.apply_gradients(zip(grads, [W, b]))
""",
}
