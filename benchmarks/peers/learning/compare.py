"""Times Skerry beside PyTorch and JAX in turn, several rounds of each, and prints medians and ratios.

Needs a Python with torch and jax, and the compiled benchmarks:

    ./mvnw -Dquick package -pl benchmarks -am
    python benchmarks/peers/learning/compare.py --java "$JAVA_HOME/bin/java" --threads 1 --rounds 3

One thread means one processor for either side (taskset). The allocator of the peers is told to keep
its memory, without which PyTorch on one thread pays for page faults in some runs and not in others.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
root = here.parents[2]
parser = argparse.ArgumentParser()
parser.add_argument("--java", default="java")
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--seconds", type=float, default=2.0)
parser.add_argument("--only", default="torch-eager,torch-compiled,jax")
arguments = parser.parse_args()

NAMES = {"ppoStep96": "ppo-step-96", "ppoStep2048": "ppo-step-2048", "mappoIteration": "mappo-iteration"}
pinned = ["taskset", "-c", "0"] if arguments.threads == 1 else []


def jars(*names):
    """JMH and what it needs, from the local Maven repository."""
    repository = pathlib.Path.home() / ".m2" / "repository"
    found = [next(repository.rglob(name)) for name in names]
    return [str(path) for path in found]


def skerry():
    classes = [str(root / module / "target" / "classes") for module in ("benchmarks", "learning")]
    path = os.pathsep.join(classes + jars("jmh-core-1.37.jar", "jopt-simple-5.0.4.jar", "commons-math3-3.6.1.jar"))
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        command = [arguments.java, "-cp", path, "org.openjdk.jmh.Main", "LearningBenchmark.(ppo|mappo)"]
        command += ["-jvmArgs", "--add-modules=jdk.incubator.vector", "-rf", "json", "-rff", out.name]
        subprocess.run(pinned + command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for result in json.load(open(out.name)):
            name = NAMES[result["benchmark"].rsplit(".", 1)[1]]
            yield "skerry", name, result["primaryMetric"]["scorePercentiles"]["50.0"]


def peer(name):
    environment = dict(
        os.environ, MALLOC_MMAP_THRESHOLD_=str(1 << 30), MALLOC_TRIM_THRESHOLD_=str((1 << 31) - 1)
    )
    command = [sys.executable, str(here / "ppo_step.py"), "--threads", str(arguments.threads)]
    command += ["--seconds", str(arguments.seconds), "--only", name]
    done = subprocess.run(pinned + command, check=True, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    for line in done.stdout.decode().splitlines():
        result = json.loads(line)
        yield result["peer"], result["what"], result["median_us"]


measured = {}
for _ in range(arguments.rounds):
    for results in [skerry()] + [peer(name) for name in arguments.only.split(",")]:
        for who, what, microseconds in results:
            measured.setdefault(what, {}).setdefault(who, []).append(microseconds)

print(f"{arguments.threads} thread(s), {arguments.rounds} rounds, median microseconds (load {os.getloadavg()[0]:.1f})")
for what, sides in measured.items():
    medians = {who: statistics.median(values) for who, values in sides.items()}
    fastest = min((value, who) for who, value in medians.items() if who != "skerry")
    row = ", ".join(f"{who} {value:.0f}" for who, value in medians.items())
    print(f"{what}: {row}; {fastest[0] / medians['skerry']:.2f} times as fast as {fastest[1]}")
