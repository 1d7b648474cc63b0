"""Formulas of books and papers as they are typed, with PyTorch's numbers."""

from collections.abc import Mapping

from tests.formats.language.exercise import Exercise

FORMULAS: Mapping[str, Exercise] = {
    "bishop-gauss-nll": Exercise(
        """\
x = [1.0, 2.0, 0.5]
mu = 1.2; sigma = 0.7
N = 3
lnp = -1/(2*sigma**2)*sum((x - mu)**2) - N/2*ln(sigma**2) - N/2*ln(2*π)
""",
        -2.880668318818229,
        {
            "x": [0.40816326530612246, -1.6326530612244903, 1.4285714285714288],
            "mu": -0.204081632653061,
        },
    ),
    "parr-howard-neuron": Exercise(
        """\
w = [0.2, -0.3]; x = [1, 2]; b = 1
z(w, b, x) = max(0, w·x + b)
y = z(w, b, x)
""",
        0.6000000000000001,
        {"w": [1.0, 2.0], "x": [0.2, -0.3]},
    ),
    "huber-where": Exercise(
        """\
y = [1, 2, 3]; f = [1.5, 0.2, 2.9]
delta = 1.0
r = y - f
L = np.where(np.abs(r) <= delta, 0.5*r**2, delta*(np.abs(r) - 0.5*delta)).sum()
""",
        1.4300000000000002,
        {"y": [-0.5, 1.0, 0.10000000000000009], "f": [0.5, -1.0, -0.10000000000000009]},
    ),
    "quantile": Exercise(
        """\
τ = 0.9
y = [3, 5]; q = [4, 3.5]
L = sum(max(τ*(y - q), (τ - 1)*(y - q)))
""",
        1.4500000000000002,
        {"y": [-0.1, 0.9], "q": [0.1, -0.9]},
    ),
    "vae-kl": Exercise(
        """\
mu = [0.5, -0.3]
logvar = [0.1, -0.2]
eps = [0.7, -1.1]
std = torch.exp(0.5*logvar)
z = mu + eps*std
x = [1, 0]
recon = torch.sigmoid(z)
BCE = F.binary_cross_entropy(recon, x, reduction='sum')
KLD = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
loss = BCE + KLD
""",
        0.6790518865855885,
        {
            "mu": [0.27484775855848054, -0.0850464888303556],
            "logvar": [-0.030258156261287042, -0.19760851248548675],
        },
    ),
    "gan": Exercise(
        """\
z = 0.3; x = 1.2
theta = 0.8; w = 0.5
G = theta*z
D(u) = sigmoid(w*u)
L_D = -log(D(x)) - log(1 - D(G))
L_G = -log(D(G))
output(L_D)
""",
        1.192434052081499,
        {"z": 0.21198562070582871, "x": -0.17717184688710227},
    ),
    "cosine": Exercise(
        """\
u = [1, 2, 3]; v = [-1, 0.5, 2]
cos_sim = u @ v / (np.linalg.norm(u) * np.linalg.norm(v))
""",
        0.6998542122237652,
        {
            "u": [-0.16663195529137267, -0.04165798882284317, 0.08331597764568632],
            "v": [0.24994793293705903, 0.16663195529137265, 0.08331597764568627],
        },
    ),
    "contrastive": Exercise(
        """\
y = 1
x1 = [0.1, 0.9]; x2 = [0.4, 0.2]
D = norm(x1 - x2, 2)
m = 1
L = (1-y)*½*D² + y*½*max(0, m - D)²
""",
        0.028422689413609183,
        {
            "x1": [0.09391929857916771, -0.21914503001805796],
            "x2": [-0.09391929857916771, 0.21914503001805796],
        },
    ),
    "embed-index": Exercise(
        """\
E = parameter([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]])
h = E[[0, 2, 2]]
L = (h**2).sum()
""",
        1.27,
        {"E": [0.2, 0.4, 0.0, 0.0, 2.0, 2.4]},
    ),
    "pos-enc": Exercise(
        """\
pos = 3; d = 4
x = [0.1, 0.2, 0.3, 0.4]
pe = [sin(pos), cos(pos), sin(pos/10000**(2/d)), cos(pos/10000**(2/d))]
h = x + pe
L = sum(h**2)
""",
        2.749864330092483,
        {
            "pos": -0.248689166343162,
            "x": [0.48224001611973444, -1.579984993200891, 0.6599910004049913, 2.7991000674979754],
        },
    ),
    "gradclip": Exercise(
        """\
g = [3.0, 4.0]
c = 1.0
g_clipped = g*min(1, c/||g||)
""",
        [0.6000000000000001, 0.8],
        {"g": [0.032, -0.02400000000000002]},
    ),
    "gelu-tanh": Exercise(
        """\
x = 0.7
y = 0.5*x*(1 + np.tanh(np.sqrt(2/np.pi)*(x + 0.044715*x**3)))
""",
        0.5305701347051167,
        {"x": 0.976357218656104},
    ),
    "swish2": Exercise(
        """\
x = 1.1; beta = 1.5
y = x * sigmoid(beta * x)
z = log(1 + e**x)
m = x * tanh(ln(1 + e^x))
L = y + z + m
""",
        3.2809570604759104,
        {"x": 2.8771634769802374, "beta": 0.1635349556909267},
    ),
    "lse": Exercise(
        """\
x = [1, 2, 3]
m = max(x)
lse = m + log(sum(exp(x - m)))
""",
        3.4076059644443806,
        {"x": [0.09003057317038043, 0.24472847105479759, 0.6652409557748217]},
    ),
    "rosenbrock-vec": Exercise(
        """\
x = [1.3, 0.7, 0.8, 1.9, 1.2]
f = sum(100.0*(x[1:]-x[:-1]**2.0)**2.0 + (1-x[:-1])**2.0)
""",
        848.22,
        {
            "x": [
                515.4000000000002,
                -285.4000000000001,
                -341.5999999999999,
                2085.3999999999996,
                -482.0,
            ]
        },
    ),
    "baydin-plain": Exercise(
        """\
x1 = 2; x2 = 5
y = ln(x1) + x1*x2 - sin(x2)
∂y/∂x1 = 5.5
grad(x2) ≈ 1.716
""",
        11.652071455223084,
        {"x1": 5.5, "x2": 1.7163378145367738},
    ),
    "griewank": Exercise(
        """\
x1 = 1.5; x2 = 0.5
y = [sin(x1/x2) + x1/x2 - exp(x2)]*[x1/x2 - exp(x2)]
""",
        2.0166466694282015,
        {"x1": 3.011843327673907, "x2": -13.723961509314078},
    ),
    "sincos2": Exercise(
        """\
x = 0.5; y = 1.2
f = sin(x)*cos(y) + e^(x*y) + sin²(x) + tan(y)/x - arctan(x/y)
""",
        6.975203333616704,
        {"x": -7.652653268331919, "y": 15.992001981985034},
    ),
    "quadform-np": Exercise(
        """\
A = np.array([[2, 1], [1, 3]]); b = np.array([1, -1]); x = np.array([0.5, 2])
f = 0.5 * x.T @ A @ x - b.T @ x
""",
        8.75,
        {"A": [0.125, 0.5, 0.5, 2.0], "b": [-0.5, -2.0]},
    ),
    "trace": Exercise(
        """\
A = [[1, 2], [3, 4]]
B = [[0.5, -1], [2, 0.1]]
f = tr(AᵀB)
""",
        4.9,
        {"A": [0.5, -1.0, 2.0, 0.1], "B": [1.0, 2.0, 3.0, 4.0]},
    ),
    "conv1d-slices": Exercise(
        """\
x = np.array([1, 2, -1, 3, 0.5])
w = np.array([0.2, -0.5, 0.1])
y = [np.dot(x[0:3], w), np.dot(x[1:4], w), np.dot(x[2:5], w)]
L = np.sum(np.square(y))
""",
        4.9725,
        {
            "x": [-0.36000000000000004, 1.3800000000000001, -2.0400000000000005, 1.89, -0.33],
            "w": [6.300000000000001, -15.899999999999999, 7.350000000000001],
        },
    ),
    "conv2d-pool": Exercise(
        """\
X = [[1, 2, 0, 1], [3, 1, 2, 2], [0, 1, 3, 1], [2, 2, 1, 0]]
K = [[1, 0], [-1, 2]]
Y = conv2d(X, K)
P = max_pool(relu(Y), 2, stride=1)
L = P.sum()
""",
        24.0,
        {
            "X": [0.0, 0.0, 0.0, 0.0, 0.0, 4.0, 0.0, 0.0, 0.0, -4.0, 8.0, 0.0, 0.0, 0.0, 0.0, 0.0],
            "K": [4.0, 8.0, 4.0, 12.0],
        },
    ),
    "makemore-ce": Exercise(
        """\
logits = torch.tensor([[0.5, -0.2, 1.0], [1.2, 0.4, -0.3]])
logit_maxes = logits.max(1, keepdim=True).values
norm_logits = logits - logit_maxes # subtract max for numerical stability
counts = norm_logits.exp()
counts_sum = counts.sum(1, keepdims=True)
counts_sum_inv = counts_sum**-1
probs = counts * counts_sum_inv
logprobs = probs.log()
Yb = [2, 0]
loss = -logprobs[range(2), Yb].mean()
""",
        0.5801032190938424,
        {
            "logits": [
                0.15896701582446818,
                0.07894068384600732,
                -0.23790769967047548,
                -0.20103903124117217,
                0.1343318224038852,
                0.06670720883728698,
            ]
        },
    ),
    "nielsen-ce": Exercise(
        """\
n = 1
w = 0.6; b = 0.9; x = 1; y = 0
z = w*x + b
a = sigmoid(z)
C = -1/n*[y*ln(a) + (1 - y)*ln(1 - a)]
""",
        1.7014132779827524,
        {"w": 0.8175744761936437, "b": 0.8175744761936437},
    ),
}
