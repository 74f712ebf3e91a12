"""Trains BMAPPO of the study `networked` by Skerry and by PyTorch and JAX in turn, and prints medians and ratios.

All learn the same game with the same settings, and are examined alike: the game, the training loop
and the examinations are Skerry's, and only the learner is a peer's (mappo.py). So peers profit from
a fast environment; their compiling is left out, that of the JVM counts, but in the seconds from
launch, which count everything from the start of the program: imports, compiling, reading the data.
In every round all have the same seed. Examinations are left out of all times.

Needs a Python with numpy, torch and jax, and the built program:

    ./mvnw -Dquick package
    python benchmarks/peers/learning/end_to_end.py --java "$JAVA_HOME/bin/java" --threads 2 --rounds 3

The rate is that of the last three quarters of a training, when the JVM has compiled. One thread
means one processor, two mean two (taskset). Processor time is that of all processes of a side.
On a machine with other work set OMP_WAIT_POLICY=PASSIVE: two threads of PyTorch spin while they wait
for each other, which is fast on a quiet machine and ten times as slow beside others.
"""
import argparse
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import time

here = pathlib.Path(__file__).resolve().parent
root = here.parents[2]
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--java", default="java")
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--rounds", type=int, default=3, help="trainings of each, with seeds 1, 2, ...")
parser.add_argument("--steps", type=int, default=1_000_000, help="agent-steps of a training")
parser.add_argument("--share", type=float, default=0.9, help="saved share whose time is told")
parser.add_argument("--only", default="torch-compiled,jax", help="peers: torch-eager, torch-compiled, jax")
parser.add_argument("--json", action="store_true", help="print one object with all learning curves")
arguments = parser.parse_args()

app = root / "cli" / "target" / "app"
if not app.is_dir():
    sys.exit(f"There is no {app}. Build it: ./mvnw -Dquick package")
java = [arguments.java, "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"]
java += ["--add-modules=jdk.incubator.vector", "-cp", f"{app}/*{os.pathsep}{app}/lib/*"]
java += ["org.skerry.benchmarks.learning.EndToEnd"]
pinned = ["taskset", "-c", f"0-{arguments.threads - 1}"]


def curve(who, seed):
    """One training: startSeconds, then its curve, lists of agentSteps, seconds, processorSeconds, grade."""
    steps, threads = str(arguments.steps), str(arguments.threads)
    if who == "skerry":
        command = [*java, "ours", steps, str(seed), threads]
    else:
        command = [sys.executable, str(here / "mappo.py"), "--peer", who, "--threads", threads]
        command += ["--steps", steps, "--seed", str(seed), "--", *java]
    # Told to keep its memory, a peer pays for page faults in no run, instead of in some.
    settings = {"MALLOC_MMAP_THRESHOLD_": str(1 << 30), "MALLOC_TRIM_THRESHOLD_": str((1 << 31) - 1)}
    done = subprocess.run(pinned + command, env=os.environ | settings, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{done.stderr}\n{who} failed.")
    return json.loads(done.stdout)


def figures(curve):
    """What is told of one training."""
    told = {}
    last, quarter = len(curve["grade"]) - 1, len(curve["grade"]) // 4
    played = curve["agentSteps"][last] - curve["agentSteps"][quarter]
    for key, clock in (("steps/s", "seconds"), ("steps/processor-s", "processorSeconds")):
        told[key] = played / (curve[clock][last] - curve[clock][quarter])
    reached = next((i for i, grade in enumerate(curve["grade"]) if grade >= arguments.share), None)
    for key, clock in (("s to share", "seconds"), ("processor-s to share", "processorSeconds"), ("steps to share", "agentSteps")):
        told[key] = math.inf if reached is None else curve[clock][reached]
    told["s from launch to share"] = curve["startSeconds"] + told["s to share"]
    told["last share"] = curve["grade"][last]
    if "peerSeconds" in curve:
        told["environment %"] = 100 * (1 - curve["peerSeconds"] / curve["seconds"][last])
    return told


sides = ["skerry", *arguments.only.split(",")]
curves = {who: [] for who in sides}
for seed in range(1, arguments.rounds + 1):
    for who in sides:
        began = time.perf_counter()
        curves[who].append(curve(who, seed))
        told = ", ".join(f"{key} {value:.5g}" for key, value in figures(curves[who][-1]).items())
        print(f"{who}, seed {seed}: {told} ({time.perf_counter() - began:.0f} s)", file=sys.stderr)

medians = {}
for who in sides:
    all_told = [figures(each) for each in curves[who]]
    medians[who] = {key: statistics.median(told[key] for told in all_told) for key in all_told[0]}
LESS_IS_BETTER = {"steps/s": False, "steps/processor-s": False, "s to share": True, "processor-s to share": True, "s from launch to share": True}
ratios = {}
for key, less in LESS_IS_BETTER.items():
    theirs = {who: medians[who][key] for who in sides[1:]}
    fastest = (min if less else max)(theirs, key=theirs.get)
    ours = medians["skerry"][key]
    ratios[key] = {"fastest": fastest, "ratio": theirs[fastest] / ours if less else ours / theirs[fastest]}

if arguments.json:
    # A share that was not reached is null, for JSON has no infinity.
    medians, ratios = (
        {name: {k: None if isinstance(v, float) and not math.isfinite(v) else v for k, v in told.items()} for name, told in each.items()}
        for each in (medians, ratios)
    )
    result = {"threads": arguments.threads, "share": arguments.share, "load": os.getloadavg()[0]}
    print(json.dumps(result | {"medians": medians, "ratios": ratios, "curves": curves}))
else:
    print(f"{arguments.threads} thread(s), median of {arguments.rounds} (load {os.getloadavg()[0]:.1f}); share {arguments.share}")
    for who in sides:
        print(f"{who}: " + ", ".join(f"{key} {value:.5g}" for key, value in medians[who].items()))
    for key, each in ratios.items():
        print(f"{key}: {each['ratio']:.2f} times as good as {each['fastest']}")
