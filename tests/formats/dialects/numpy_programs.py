"""Programs as they stand in tutorials of NumPy and of plain Python."""

NUMPY = {
    "eleven lines": """
import numpy as np
X = np.array([ [0,0,1],[0,1,1],[1,0,1],[1,1,1] ])
y = np.array([[0,1,1,0]]).T
syn0 = np.array([[0.1,-0.2,0.3,0.4],[0.5,-0.6,0.7,0.8],[0.2,0.1,-0.3,-0.1]])
syn1 = np.array([[0.3],[-0.1],[0.2],[0.5]])
for j in xrange(60000):
    l1 = 1/(1+np.exp(-(np.dot(X,syn0))))
    l2 = 1/(1+np.exp(-(np.dot(l1,syn1))))
    l2_delta = (y - l2)*(l2*(1-l2))
    l1_delta = l2_delta.dot(syn1.T) * (l1 * (1-l1))
    syn1 += l1.T.dot(l2_delta)
    syn0 += X.T.dot(l1_delta)
""",
    "one layer": """
import numpy as np

# sigmoid function
def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def sigmoid_derivative(x):
    return x * (1 - x)

training_inputs = np.array([[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]])
training_outputs = np.array([[0, 1, 1, 0]]).T
np.random.seed(1)
synaptic_weights = np.array([[-0.165], [0.44], [-0.99]])

for iteration in range(10000):
    input_layer = training_inputs
    outputs = sigmoid(np.dot(input_layer, synaptic_weights))
    error = training_outputs - outputs
    adjustments = error * sigmoid_derivative(outputs)
    synaptic_weights += np.dot(input_layer.T, adjustments)

print('Synaptic weights after training')
print(synaptic_weights)
""",
    "two layers by hand": '''
"""A 2-2-1 network, one step by hand."""
import numpy as np

x = np.array([[0.5, 0.8]])
t = np.array([[1.0]])
W1 = np.array([[0.1, 0.3], [0.2, 0.4]])
b1 = np.array([[0.1, 0.1]])
W2 = np.array([[0.5], [0.6]])
b2 = np.array([[0.1]])
lr = 0.5

# forward
z1 = x.dot(W1) + b1
a1 = np.maximum(0, z1)
z2 = np.dot(a1, W2) + b2
a2 = 1 / (1 + np.exp(-z2))
loss = 0.5 * np.sum((a2 - t) ** 2)

# backward
da2 = a2 - t
dz2 = da2 * a2 * (1 - a2)
dW2 = a1.T @ dz2
db2 = dz2
da1 = dz2 @ W2.T
dz1 = da1 * (z1 > 0)
dW1 = x.T @ dz1
db1 = dz1

W1 -= lr * dW1
b1 -= lr * db1
W2 -= lr * dW2
b2 -= lr * db2
print(loss)
''',
    "logistic regression": """
import numpy as np

X = np.array([[0.5, 1.0], [-1.5, 2.0], [3.0, -0.5]])
y = np.array([1.0, 0.0, 1.0])
w = np.zeros(2)
b = 0.0
alpha = 0.1
m = X.shape[0]

def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))

for i in range(1000):
    z = np.dot(X, w) + b
    a = sigmoid(z)
    cost = -1/m * np.sum(y*np.log(a) + (1-y)*np.log(1-a))
    dz = a - y
    dw = 1/m * np.dot(X.T, dz)
    db = 1/m * np.sum(dz)
    w = w - alpha*dw
    b = b - alpha*db
    if i % 100 == 0:
        print("Cost after iteration %i: %f" % (i, cost))
""",
    "linear regression": """
import numpy as np
import matplotlib.pyplot as plt

# y = mx + c by gradient descent
X = np.array([1.0, 2.0, 3.0, 4.0])
Y = np.array([3.0, 5.0, 7.1, 8.9])
m = 0.0
c = 0.0
L = 0.01  # the learning rate
epochs = 1000
n = float(len(X))

for i in range(epochs):
    Y_pred = m*X + c
    cost = np.sum((Y - Y_pred)**2)/n
    D_m = (-2/n) * sum(X * (Y - Y_pred))
    D_c = (-2/n) * sum(Y - Y_pred)
    m = m - L * D_m
    c = c - L * D_c

plt.scatter(X, Y)
plt.show()
""",
    "staged": """
import math
x = 3 # example values
y = -4

# forward pass
sigy = 1.0 / (1 + math.exp(-y)) # sigmoid in numerator   #(1)
num = x + sigy # numerator                               #(2)
sigx = 1.0 / (1 + math.exp(-x)) # sigmoid in denominator #(3)
xpy = x + y                                              #(4)
xpysqr = xpy**2                                          #(5)
den = sigx + xpysqr # denominator                        #(6)
invden = 1.0 / den                                       #(7)
f = num * invden # done!                                 #(8)
""",
    "a circuit": """
import math

# set some inputs
x = -2; y = 5; z = -4

# perform the forward pass
q = x + y # q becomes 3
f = q * z # f becomes -12

# perform the backward pass (backpropagation) in reverse order:
dfdz = q
dfdq = z
dqdx = 1.0
dqdy = 1.0
dfdx = dfdq * dqdx
dfdy = dfdq * dqdy
print(dfdx, dfdy)
""",
    "a neuron with lists": """
import math
w = [2,-3,-3] # assume some weights and data
x = [-1, -2]

# forward pass
dot = w[0]*x[0] + w[1]*x[1] + w[2]
f = 1.0 / (1 + math.exp(-dot)) # sigmoid function

# backward pass through the neuron (backpropagation)
ddot = (1 - f) * f # gradient on dot variable, using the sigmoid gradient derivation
""",
    "softmax by hand": """
import numpy as np
z = np.array([1.0, 2.0, 0.5])
t = np.array([0, 1, 0])
exps = np.exp(z - np.max(z))
p = exps / np.sum(exps)
loss = -np.sum(t * np.log(p))
dz = p - t
""",
    "an average over rows": """
import numpy as np
X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]])
mu = X.mean(axis=0)
centred = X - mu
variance = np.mean(np.square(centred), axis=0)
out = centred / np.sqrt(variance + 1e-5)
total = out.sum()
""",
    "a recurrent cell": """
import numpy as np
xs = np.array([[0.5, -1.0], [1.5, 0.2], [-0.3, 0.8]])
Wxh = np.array([[0.1, 0.2], [0.3, -0.4]])
Whh = np.array([[0.5, 0.0], [0.1, 0.6]])
h = np.zeros(2)
for t in range(3):
    h = np.tanh(Wxh @ xs[t] + Whh @ h)
y = np.sum(h)
""",
    "a function of two numbers": """
def f(x, y):
    \"\"\"Himmelblau.\"\"\"
    u = (x**2 + y - 11)**2
    v = (x + y**2 - 7)**2
    return u + v

x, y = 1.0, 2.0
z = f(x, y)
print(z)
""",
    "a lambda": """
import numpy as np
sigmoid = lambda z: 1/(1 + np.exp(-z))
x = 0.5
y = sigmoid(2*x + 1)
print(y)
""",
    "an activation by cases": """
import numpy as np

def leaky(x, alpha=0.1):
    return np.where(x > 0, x, alpha*x)

x = np.array([1.0, -2.0, 3.0])
y = leaky(x).sum()
""",
    "from math import": """
from math import exp, sqrt, log

def main():
    x1, x2 = 0.5, 1.5
    w1 = 0.4; w2 = -0.7
    net = x1*w1 + x2*w2
    out = 1 / (1 + exp(-net))
    length = sqrt(out**2 + log(x2))
    print(out, length)

if __name__ == "__main__":
    main()
""",
    "gradient descent in one unknown": """
x = 3.0
rate = 0.1
for step in range(50):
    y = x**2 - 4*x + 5
    dx = 2*x - 4
    x -= rate*dx
print(x)
""",
    "names that are used again": """
import numpy as np
x = np.array([0.2, -0.4])
W1 = np.array([[0.5, 1.0], [-0.3, 0.8]])
W2 = np.array([[0.1, -0.7], [0.9, 0.2]])
a = np.dot(W1, x)
h = np.tanh(a)
a = np.dot(W2, h)
o = np.tanh(a)
s = o.sum()
""",
    "the numerical check": """
import numpy as np
x = np.array([[1.0, 0.5]])
w = np.array([[0.3], [-0.2]])
eps = 1e-4
y = np.matmul(x, w)
J = np.power(y, 2).sum() / 2
print("analytic", x.T @ y)
assert abs(J - 0.02) < 1e-9
""",
    "one function for both": """
import numpy as np

def nonlin(x, deriv=False):
    if(deriv==True):
        return x*(1-x)
    return 1/(1+np.exp(-x))

X = np.array([[0,0,1],[1,1,1]])
y = np.array([[0,1]]).T
syn0 = np.array([[.1],[.2],[.3]])
for iter in range(10000):
    l1 = nonlin(np.dot(X,syn0))
    l1_error = y - l1
    l1_delta = l1_error * nonlin(l1,True)
    syn0 += np.dot(X.T,l1_delta)
""",
    "a table that grows": """
import numpy as np
a = np.array([1.0, 2.0])
b = np.array([3.0, -1.0])
c = np.concatenate([a, b])
d = np.outer(a, b)
s = np.sum(c) + np.trace(d) + np.max(d) - np.linalg.norm(c)
angle = np.sin(np.pi * a[0]) + np.arctan(b[1])
""",
}
