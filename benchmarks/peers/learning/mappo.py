"""MAPPO of PyTorch or JAX, end to end, on the game that Skerry's BMAPPO learns in the study `networked`.

Game, training loop and examinations are those of Skerry: a process of `EndToEnd` shows observations
and rewards through pipes and takes actions (messages: `Peer`), and names the settings.
The rest is here: normalisation, rollout and advantages in NumPy, which decides for 256 agents
faster than either framework, and updates in the framework that is asked for. What the framework
compiles it compiles before the clock starts. Prints the learning curve as one line of JSON.

    python mappo.py --peer torch-compiled --threads 1 --steps 1000000 --seed 1 -- JAVA…

where JAVA… is the command that starts `EndToEnd`, up to its class.
"""
import argparse
import json
import os
import subprocess
import sys
import time

launched = time.perf_counter()
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--peer", choices=["torch-eager", "torch-compiled", "jax"], default="torch-compiled")
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--steps", type=int, default=1_000_000, help="agent-steps to train")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("java", nargs="+", help="the command that starts EndToEnd, up to its class")
arguments = parser.parse_args()
for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = str(arguments.threads)
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # the matrices that NumPy multiplies are small
if arguments.threads == 1:
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import numpy as np

HALF_LOG_TWO_PI = 0.5 * np.log(2 * np.pi)
EPSILON = 1e-5  # of Adam


class Normalisation:
    """Running mean and variance of observations (Chan, Golub, LeVeque 1983)."""

    def __init__(self, size):
        self.count = 0
        self.mean = np.zeros(size)
        self.squares = np.zeros(size)

    def update(self, rows):
        rows = rows.astype(np.float64)
        mean = rows.mean(0)
        apart = mean - self.mean
        total = self.count + len(rows)
        self.squares += ((rows - mean) ** 2).sum(0) + apart**2 * self.count * len(rows) / total
        self.mean += apart * len(rows) / total
        self.count = total

    def apply(self, rows):
        deviation = np.sqrt(self.squares / self.count + 1e-8)
        return np.clip((rows - self.mean) / deviation, -10, 10)


class ValueNorm:
    """Running mean and variance of returns, as in the published code of MAPPO."""

    BETA = 0.99999

    def __init__(self):
        self.sums = np.zeros(3)

    def update(self, returns):
        new = np.array([returns.mean(dtype=np.float64), np.square(returns).mean(dtype=np.float64), 1])
        self.sums = self.BETA * self.sums + (1 - self.BETA) * new

    def moments(self):
        mean, square, weight = self.sums
        if weight == 0:
            return 0.0, 1.0
        weight = max(weight, 1e-5)
        return mean / weight, max(square / weight - (mean / weight) ** 2, 1e-2) ** 0.5


class Mappo:
    """One learner: a shared actor that sees an agent's own observation and who it is, and a shared
    critic that sees the same or, if it is central, what all agents of the lane see before it."""

    def __init__(self, game, networks):
        self.game = game
        self.networks = networks
        self.random = np.random.default_rng(game["seed"])
        self.columns = game["lanes"] * game["agents"]
        self.samples = game["horizon"] * self.columns
        self.layers, self.deviations = networks.actor()
        self.identity = np.tile(np.eye(game["agents"], dtype=np.float32), (game["lanes"], 1))
        self.observed = Normalisation(game["observation"])
        self.norm = ValueNorm()
        self.central = game["central"]
        width = game["observation"] + game["agents"]
        shape = (game["horizon"], self.columns)
        self.seen = np.empty((*shape, game["observation"]), np.float32)
        self.inputs = np.empty((game["horizon"] + 1, self.columns, width), np.float32)
        self.inputs[:, :, game["observation"] :] = self.identity
        self.valued = self.inputs  # what the critic sees
        if self.central:
            state = game["agents"] * game["observation"]
            self.states = Normalisation(state)
            self.valued = np.empty((game["horizon"] + 1, self.columns, state + width), np.float32)
        self.choices = np.empty((*shape, game["action"]), np.float32)
        self.logs = np.empty(shape, np.float32)
        self.rewards = np.empty(shape, np.float32)
        self.batches = max(1, round(self.samples / game["batch"]))
        if self.samples % self.batches != 0:
            raise ValueError(f"{self.samples} samples cannot be divided into {self.batches} batches of one size.")
        self.step = 0

    def act(self, observations):
        if self.observed.count == 0:
            self.note(observations)
        self.seen[self.step] = observations
        self.show(observations)
        noise = self.random.standard_normal(self.choices.shape[1:], np.float32)
        choices = self.means(self.inputs[self.step]) + self.deviations * noise
        self.choices[self.step] = choices
        constant = np.log(self.deviations).sum() + self.deviations.size * HALF_LOG_TWO_PI
        self.logs[self.step] = -0.5 * np.square(noise).sum(1) - constant
        return np.clip(choices, -1, 1)

    def note(self, observations):
        self.observed.update(observations)
        if self.central:
            self.states.update(self.of_lanes(observations))

    def of_lanes(self, observations):
        return observations.reshape(-1, self.game["agents"] * self.game["observation"])

    def show(self, observations):
        self.inputs[self.step, :, : self.game["observation"]] = self.observed.apply(observations)
        if self.central:
            states = self.states.apply(self.of_lanes(observations))
            self.valued[self.step, :, : states.shape[1]] = np.repeat(states, self.game["agents"], 0)
            self.valued[self.step, :, states.shape[1] :] = self.inputs[self.step]

    def learn(self, rewards):
        self.rewards[self.step] = rewards
        self.step += 1

    def decide(self, observations):
        inputs = np.hstack([self.observed.apply(observations), self.identity[: len(observations)]])
        return np.clip(self.means(inputs.astype(np.float32)), -1, 1)

    def means(self, inputs):
        for weight, bias in self.layers[:-1]:
            inputs = inputs @ weight + bias
            inputs = np.maximum(inputs, 0) if self.game["rectified"] else np.tanh(inputs)
        weight, bias = self.layers[-1]
        return inputs @ weight + bias

    def update(self):
        mean, deviation = self.norm.moments()
        valued = self.valued.reshape(-1, self.valued.shape[2])
        values = self.networks.values(valued) * deviation + mean
        advantages = self.advantages(values.reshape(self.valued.shape[:2])).reshape(-1)
        returns = advantages + values[: self.samples]
        orders = np.stack([self.random.permutation(self.samples) for _ in range(self.game["epochs"])])
        orders = orders.reshape(-1, self.samples // self.batches)
        targets = np.empty(orders.shape, np.float32)
        for order, target in zip(orders, targets):
            of_batch = returns[order]
            self.norm.update(of_batch)
            mean, deviation = self.norm.moments()
            target[:] = (of_batch - mean) / deviation
        advantages = (advantages - advantages.mean()) / (advantages.std() + 1e-5)
        self.networks.improve(
            self.inputs.reshape(-1, self.inputs.shape[2])[: self.samples],
            valued[: self.samples],
            self.choices.reshape(self.samples, -1),
            self.logs.reshape(-1),
            advantages.astype(np.float32),
            orders,
            targets,
        )
        self.layers, self.deviations = self.networks.actor()
        self.note(self.seen.reshape(self.samples, -1))
        self.step = 0

    def advantages(self, values):
        """Generalised advantage estimation (Schulman et al. 2016)."""
        if not self.game["bootstrap"]:
            values[-1] = 0
        advantages = np.empty_like(self.rewards)
        following = 0
        for t in reversed(range(len(self.rewards))):
            delta = self.rewards[t] + self.game["gamma"] * values[t + 1] - values[t]
            following = delta + self.game["gamma"] * self.game["lambda"] * following
            advantages[t] = following
        return advantages


def sizes(game, central):
    """Numbers that come into a network and into each of its hidden layers' successors."""
    state = game["agents"] * game["observation"] if central else 0
    return [state + game["observation"] + game["agents"], *map(int, game["hidden"])]


def torch_networks(game, compiled):
    import torch
    from torch import nn

    torch.set_num_threads(arguments.threads)
    clip, max_norm, huber = game["clip"], game["maxNorm"], game["huber"]

    def mlp(central, outputs):
        widths = sizes(game, central)
        layers = []
        for inputs, hidden in zip(widths, widths[1:]):
            layers += [nn.Linear(inputs, hidden), nn.ReLU() if game["rectified"] else nn.Tanh()]
        return nn.Sequential(*layers, nn.Linear(widths[-1], outputs))

    actor, critic = mlp(False, game["action"]), mlp(game["central"], 1)
    log_std = nn.Parameter(torch.zeros(game["action"]))
    groups = [list(actor.parameters()) + [log_std], list(critic.parameters())]
    rates = [game["actorRate"], game["criticRate"]]
    moments = [[(torch.zeros_like(p), torch.zeros_like(p)) for p in group] for group in groups]
    count = torch.zeros(())
    optimisers = [torch.optim.Adam(g, lr=rate, eps=EPSILON, fused=True) for g, rate in zip(groups, rates)]

    def gradients(samples, order, target):
        inputs, valued, choices, old, advantage = (s[order] for s in samples)
        z = (choices - actor(inputs)) * torch.exp(-log_std)
        log = (-0.5 * z * z - log_std - HALF_LOG_TWO_PI).sum(1)
        ratio = torch.exp(log - old)
        policy = -torch.minimum(ratio * advantage, ratio.clamp(1 - clip, 1 + clip) * advantage).mean()
        value = nn.functional.huber_loss(critic(valued)[:, 0], target, delta=huber)
        return torch.autograd.grad(policy + value, groups[0] + groups[1])

    def eager(samples, order, target, count):
        for p, g in zip(groups[0] + groups[1], gradients(samples, order, target)):
            p.grad = g
        for group, optimiser in zip(groups, optimisers):
            nn.utils.clip_grad_norm_(group, max_norm)
            optimiser.step()

    def whole(samples, order, target, count):
        count.add_(1)
        grads = gradients(samples, order, target)
        with torch.no_grad():
            for group, states, rate in zip(groups, moments, rates):
                own, grads = grads[: len(group)], grads[len(group) :]
                norm = torch.sqrt(sum((g * g).sum() for g in own))
                scale = torch.clamp(max_norm / (norm + 1e-6), max=1.0)
                for p, g, (m, v) in zip(group, own, states):
                    g = g * scale
                    m.mul_(0.9).add_(g, alpha=0.1)
                    v.mul_(0.999).addcmul_(g, g, value=0.001)
                    first = m / (1 - 0.9**count)
                    second = v / (1 - 0.999**count)
                    p.sub_(rate * first / (second.sqrt() + EPSILON))

    step = torch.compile(whole, dynamic=False) if compiled else eager

    class Networks:
        @torch.no_grad()
        def begin(self):
            torch.manual_seed(game["seed"])
            for network, gain in ((actor, 0.01), (critic, 1)):
                for layer in network[::2]:
                    nn.init.orthogonal_(layer.weight, gain if layer is network[-1] else 2**0.5)
                    nn.init.zeros_(layer.bias)
            log_std.fill_(float(np.log(game["deviation"])))
            for tensor in [count, *(t for states in moments for pair in states for t in pair)]:
                tensor.zero_()
            for optimiser in optimisers:
                optimiser.state.clear()

        def actor(self):
            layers = [(layer.weight.detach().numpy().T, layer.bias.detach().numpy()) for layer in actor[::2]]
            return layers, log_std.detach().exp().numpy()

        @torch.inference_mode()
        def values(self, inputs):
            return critic(torch.from_numpy(inputs))[:, 0].numpy()

        def improve(self, *rollout):
            *samples, orders, targets = map(torch.from_numpy, rollout)
            for order, target in zip(orders, targets):
                step(samples, order, target, count)

    return Networks()


def jax_networks(game):
    import jax
    import jax.numpy as jnp

    clip, max_norm, huber = game["clip"], game["maxNorm"], game["huber"]
    rates = (game["actorRate"], game["criticRate"])

    def mlp(key, central, outputs, gain):
        widths = [*sizes(game, central), outputs]
        gains = [2**0.5] * len(game["hidden"]) + [gain]
        keys = jax.random.split(key, len(gains))
        draw = jax.nn.initializers.orthogonal
        return [(draw(g)(k, (i, o)), jnp.zeros(o)) for k, g, i, o in zip(keys, gains, widths, widths[1:])]

    def forward(layers, x):
        for weight, bias in layers[:-1]:
            x = (jax.nn.relu if game["rectified"] else jnp.tanh)(x @ weight + bias)
        weight, bias = layers[-1]
        return x @ weight + bias

    def loss(parameters, sample):
        (actor, log_std), critic = parameters
        inputs, valued, choices, old, advantage, target = sample
        z = (choices - forward(actor, inputs)) * jnp.exp(-log_std)
        log = (-0.5 * z * z - log_std - HALF_LOG_TWO_PI).sum(1)
        ratio = jnp.exp(log - old)
        policy = -jnp.minimum(ratio * advantage, jnp.clip(ratio, 1 - clip, 1 + clip) * advantage).mean()
        error = jnp.abs(forward(critic, valued)[:, 0] - target)
        value = jnp.where(error <= huber, 0.5 * error * error, huber * (error - 0.5 * huber)).mean()
        return policy + value

    def step(carry, sample):
        parameters, m, v, count = carry
        count = count + 1
        grads = jax.grad(loss)(parameters, sample)

        def clipped(tree):
            norm = jnp.sqrt(sum(jnp.sum(g * g) for g in jax.tree.leaves(tree)))
            return jax.tree.map(lambda g: g * jnp.minimum(1.0, max_norm / (norm + 1e-6)), tree)

        def moved(rate, tree, first, second):
            rate, scale = rate / (1 - 0.9**count), 1 / (1 - 0.999**count)
            return jax.tree.map(lambda p, a, b: p - rate * a / (jnp.sqrt(b * scale) + EPSILON), tree, first, second)

        grads = tuple(clipped(g) for g in grads)
        m = jax.tree.map(lambda a, g: 0.9 * a + 0.1 * g, m, grads)
        v = jax.tree.map(lambda a, g: 0.999 * a + 0.001 * g * g, v, grads)
        return (tuple(map(moved, rates, parameters, m, v)), m, v, count), None

    @jax.jit
    def improve(carry, inputs, valued, choices, logs, advantages, orders, targets):
        samples = (inputs, valued, choices, logs, advantages)
        batch = lambda carry, each: step(carry, (*(s[each[0]] for s in samples), each[1]))
        return jax.lax.scan(batch, carry, (orders, targets))[0]

    values = jax.jit(lambda critic, inputs: forward(critic, inputs)[:, 0])

    class Networks:
        def begin(self):
            keys = jax.random.split(jax.random.key(game["seed"]))
            log_std = jnp.full(game["action"], np.log(game["deviation"]), jnp.float32)
            parameters = ((mlp(keys[0], False, game["action"], 0.01), log_std), mlp(keys[1], game["central"], 1, 1))
            zeros = jax.tree.map(jnp.zeros_like, parameters)
            self.carry = (parameters, zeros, zeros, jnp.float32(0))

        def actor(self):
            layers, log_std = jax.tree.map(np.asarray, self.carry[0][0])
            return layers, np.exp(log_std)

        def values(self, inputs):
            return np.asarray(values(self.carry[0][1], inputs))

        def improve(self, *rollout):
            self.carry = jax.block_until_ready(improve(self.carry, *rollout))

    return Networks()


def ready(game):
    """A learner whose networks have compiled all they will run, and then began anew."""
    networks = jax_networks(game) if arguments.peer == "jax" else torch_networks(game, arguments.peer == "torch-compiled")
    networks.begin()
    trial = Mappo(game, networks)
    trial.note(np.ones((game["agents"], game["observation"])))
    for array in (trial.seen, trial.inputs, trial.valued, trial.choices, trial.logs, trial.rewards):
        array.fill(0)
    trial.update()
    networks.begin()
    return Mappo(game, networks)


def serve():
    environment = subprocess.Popen(
        [*arguments.java, "peer", str(arguments.steps), str(arguments.seed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    game = json.loads(environment.stdout.readline())
    learner = ready(game)

    def read(rows, columns):
        data = environment.stdout.read(rows * columns * 4)
        return np.frombuffer(data, "<f4").reshape(rows, columns)

    def answer(data):
        environment.stdin.write(data)
        environment.stdin.flush()

    start = time.perf_counter() - launched  # with imports and compiling
    answer(b"!")
    began, examined = time.process_time(), 0.0
    while True:
        match environment.stdout.read(1):
            case b"a":
                answer(learner.act(read(learner.columns, game["observation"])).tobytes())
            case b"r":
                learner.learn(read(1, learner.columns)[0])
            case b"f":
                learner.show(read(learner.columns, game["observation"]))
            case b"u":
                learner.update()
                answer(np.float64(time.process_time() - began - examined).tobytes())
            case b"d":
                before = time.process_time()
                rows = int(np.frombuffer(environment.stdout.read(4), "<i4")[0])
                answer(learner.decide(read(rows, game["observation"])).tobytes())
                examined += time.process_time() - before
            case b"e":
                print(json.dumps(json.loads(environment.stdout.readline()) | {"startSeconds": start}))
                return environment.wait()
            case _:
                return environment.wait() or 1


sys.exit(serve())
