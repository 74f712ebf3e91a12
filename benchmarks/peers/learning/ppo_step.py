"""Times one PPO update step, and one iteration, of PyTorch and JAX on the nets that Skerry times.

Actor 20-128-128-4 with a state-independent log standard deviation, critic 20-128-128-1, tanh.
A step: clipped surrogate and squared value error, gradient, global norm clipped at 0.5, Adam
(epsilon 1e-5) of both networks. An iteration: 12 288 samples, shuffled, 10 epochs in batches of
2048. Prints one line of JSON per measurement: peer, what, threads, median and least microseconds
of wall and of processor time.

    python ppo_step.py --threads 1 --seconds 3 [--only torch-eager,torch-compiled,jax]
"""
import argparse
import json
import os
import time

parser = argparse.ArgumentParser()
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--seconds", type=float, default=3.0)
parser.add_argument("--only", default="torch-eager,torch-compiled,jax")
arguments = parser.parse_args()
for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = str(arguments.threads)
if arguments.threads == 1:
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

OBSERVATION, HIDDEN, ACTION = 20, 128, 4
CLIP, MAX_NORM, RATE, EPSILON = 0.2, 0.5, 3e-4, 1e-5
SAMPLES, EPOCHS, BATCH = 12288, 10, 2048


def report(peer, what, measured, steps=1):
    """Wall time, and the processor time of the whole process, which a busy machine distorts less."""
    times, processor = (sorted(t / steps * 1e6 for t in kind) for kind in zip(*measured))
    print(
        json.dumps(
            {
                "peer": peer,
                "what": what,
                "threads": arguments.threads,
                "median_us": round(times[len(times) // 2], 1),
                "least_us": round(times[0], 1),
                "processor_us": round(processor[len(processor) // 2], 1),
                "least_processor_us": round(processor[0], 1),
                "repeats": len(times),
            }
        ),
        flush=True,
    )


def repeat(work):
    """Calls `work` for the asked time after warming up for half of it."""
    end = time.perf_counter() + arguments.seconds / 2
    while time.perf_counter() < end:
        work()
    times = []
    end = time.perf_counter() + arguments.seconds
    while time.perf_counter() < end or len(times) < 3:
        start, processor = time.perf_counter(), time.process_time()
        work()
        times.append((time.perf_counter() - start, time.process_time() - processor))
    return times


def pytorch(compiled):
    import torch
    from torch import nn

    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)

    def mlp(out):
        return nn.Sequential(
            nn.Linear(OBSERVATION, HIDDEN), nn.Tanh(), nn.Linear(HIDDEN, HIDDEN), nn.Tanh(), nn.Linear(HIDDEN, out)
        )

    actor, critic = mlp(ACTION), mlp(1)
    log_std = nn.Parameter(torch.zeros(ACTION))
    groups = [list(actor.parameters()) + [log_std], list(critic.parameters())]
    moments = [[(torch.zeros_like(p), torch.zeros_like(p)) for p in group] for group in groups]
    count = torch.zeros(())

    def gradients(obs, act, old, advantage, target):
        mean = actor(obs)
        z = (act - mean) * torch.exp(-log_std)
        log = (-0.5 * z * z - log_std - 0.9189385).sum(1)
        ratio = torch.exp(log - old)
        policy = -torch.minimum(ratio * advantage, ratio.clamp(1 - CLIP, 1 + CLIP) * advantage).mean()
        value = 0.5 * (critic(obs)[:, 0] - target).square().mean()
        return torch.autograd.grad(policy + value, groups[0] + groups[1])

    def adam(grads, count):
        at = 0
        with torch.no_grad():
            for group, states in zip(groups, moments):
                own = grads[at : at + len(group)]
                at += len(group)
                norm = torch.sqrt(sum((g * g).sum() for g in own))
                scale = torch.clamp(MAX_NORM / (norm + 1e-6), max=1.0)
                for p, g, (m, v) in zip(group, own, states):
                    g = g * scale
                    m.mul_(0.9).add_(g, alpha=0.1)
                    v.mul_(0.999).addcmul_(g, g, value=0.001)
                    first = m / (1 - 0.9**count)
                    second = v / (1 - 0.999**count)
                    p.sub_(RATE * first / (second.sqrt() + EPSILON))

    if compiled:

        def whole(obs, act, old, advantage, target, count):
            count.add_(1)
            adam(gradients(obs, act, old, advantage, target), count)

        step = torch.compile(whole, dynamic=False)
    else:
        optimisers = [torch.optim.Adam(group, lr=RATE, eps=EPSILON, fused=True) for group in groups]

        def step(obs, act, old, advantage, target, count):
            grads = gradients(obs, act, old, advantage, target)
            for p, g in zip(groups[0] + groups[1], grads):
                p.grad = g
            for group, optimiser in zip(groups, optimisers):
                nn.utils.clip_grad_norm_(group, MAX_NORM)
                optimiser.step()

    name = "torch-compiled" if compiled else "torch-eager"
    samples = [
        torch.randn(SAMPLES, OBSERVATION),
        torch.randn(SAMPLES, ACTION),
        torch.randn(SAMPLES) * 0.1 - 5,
        torch.randn(SAMPLES),
        torch.randn(SAMPLES),
    ]
    for batch in (96, 2048):
        part = [s[:batch].contiguous() for s in samples]
        report(name, f"ppo-step-{batch}", repeat(lambda: step(*part, count)))

    def iteration():
        for _ in range(EPOCHS):
            order = torch.randperm(SAMPLES)
            for start in range(0, SAMPLES, BATCH):
                index = order[start : start + BATCH]
                step(*[s[index] for s in samples], count)

    report(name, "mappo-iteration", repeat(iteration))


def jax_peer():
    import jax
    import jax.numpy as jnp

    def layer(key, inputs, outputs):
        return [jax.random.normal(key, (inputs, outputs)) / inputs**0.5, jnp.zeros(outputs)]

    def mlp(key, out):
        keys = jax.random.split(key, 3)
        sizes = [(OBSERVATION, HIDDEN), (HIDDEN, HIDDEN), (HIDDEN, out)]
        return [layer(k, *s) for k, s in zip(keys, sizes)]

    def forward(layers, x):
        for w, b in layers[:-1]:
            x = jnp.tanh(x @ w + b)
        w, b = layers[-1]
        return x @ w + b

    def loss(parameters, sample):
        (actor, log_std), critic = parameters
        obs, act, old, advantage, target = sample
        z = (act - forward(actor, obs)) * jnp.exp(-log_std)
        log = (-0.5 * z * z - log_std - 0.9189385).sum(1)
        ratio = jnp.exp(log - old)
        policy = -jnp.minimum(ratio * advantage, jnp.clip(ratio, 1 - CLIP, 1 + CLIP) * advantage).mean()
        return policy + 0.5 * jnp.square(forward(critic, obs)[:, 0] - target).mean()

    def step(carry, sample):
        parameters, m, v, count = carry
        count = count + 1
        grads = jax.grad(loss)(parameters, sample)

        def clipped(tree):
            norm = jnp.sqrt(sum(jnp.sum(g * g) for g in jax.tree.leaves(tree)))
            return jax.tree.map(lambda g: g * jnp.minimum(1.0, MAX_NORM / (norm + 1e-6)), tree)

        grads = tuple(clipped(g) for g in grads)
        m = jax.tree.map(lambda a, g: 0.9 * a + 0.1 * g, m, grads)
        v = jax.tree.map(lambda a, g: 0.999 * a + 0.001 * g * g, v, grads)
        first, second = RATE / (1 - 0.9**count), 1 / (1 - 0.999**count)
        parameters = jax.tree.map(
            lambda p, a, b: p - first * a / (jnp.sqrt(b * second) + EPSILON), parameters, m, v
        )
        return (parameters, m, v, count), None

    keys = jax.random.split(jax.random.key(0), 8)
    parameters = ((mlp(keys[0], ACTION), jnp.zeros(ACTION)), mlp(keys[1], 1))
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    carry = (parameters, zeros, zeros, jnp.float32(0))
    samples = (
        jax.random.normal(keys[2], (SAMPLES, OBSERVATION)),
        jax.random.normal(keys[3], (SAMPLES, ACTION)),
        jax.random.normal(keys[4], (SAMPLES,)) * 0.1 - 5,
        jax.random.normal(keys[5], (SAMPLES,)),
        jax.random.normal(keys[6], (SAMPLES,)),
    )
    for batch in (96, 2048):
        many = jax.jit(lambda c, s: jax.lax.scan(step, c, s)[0])
        part = tuple(
            jnp.stack([s[(i * batch) % (SAMPLES - batch + 1) :][:batch] for i in range(16)]) for s in samples
        )
        report("jax", f"ppo-step-{batch}", repeat(lambda: jax.block_until_ready(many(carry, part))), 16)

    @jax.jit
    def iteration(carry, key):
        def epoch(carry, key):
            order = jax.random.permutation(key, SAMPLES).reshape(-1, BATCH)
            return jax.lax.scan(lambda c, index: step(c, tuple(s[index] for s in samples)), carry, order)

        return jax.lax.scan(epoch, carry, jax.random.split(key, EPOCHS))[0]

    report("jax", "mappo-iteration", repeat(lambda: jax.block_until_ready(iteration(carry, keys[7]))))


for peer in arguments.only.split(","):
    if peer == "jax":
        jax_peer()
    else:
        pytorch(peer == "torch-compiled")
