"""Times Clarabel, ECOS, HiGHS and our conic solver in turn on the same problems. See README.md."""
import argparse
import glob
import gzip
import json
import os
import statistics
import subprocess
import time

import clarabel
import ecos
import highspy
import numpy as np
import scipy.sparse as sp

TABLE = [
    "opf-case33bw-check-0", "opf-case33bw-check-4", "opf-case533mt_lo-3",
    "opf-ieee8500_primary-1", "battery-24x10",
]
CONES = {"zero": clarabel.ZeroConeT, "nonnegative": clarabel.NonnegativeConeT,
         "second-order": clarabel.SecondOrderConeT}


def matrix(entry, rows, columns):
    return sp.csc_matrix((np.array(entry["values"], float), (entry["rows"], entry["cols"])),
                         shape=(rows, columns))


def read(folder):
    problems = {}
    for name in ("conic.jsonl.gz", "opf.jsonl.gz"):
        for line in gzip.open(os.path.join(folder, name), "rt"):
            d = json.loads(line)
            n, m = d["n"], d["m"]
            problems[d["name"]] = dict(
                file=name, n=n, m=m, A=matrix(d["A"], m, n),
                P=matrix(d["P"], n, n) if "P" in d else sp.csc_matrix((n, n)),
                q=np.array(d["q"], float), b=np.array(d["b"], float), cones=d["cones"],
                expect=d["expect"])
    return problems


def run_clarabel(p):
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    settings.max_threads = 1
    cones = [CONES[kind](size) for kind, size in p["cones"]]
    s = clarabel.DefaultSolver(p["P"], p["q"], p["A"], p["b"], cones, settings).solve()
    return s.solve_time * 1e6, str(s.status), s.obj_val, s.iterations


def split(p):
    """Rows by kind: equations; inequalities, then cones, as ECOS and HiGHS want them."""
    zero, nonnegative, second, sizes, row = [], [], [], [], 0
    for kind, size in p["cones"]:
        rows = list(range(row, row + size))
        row += size
        if kind == "zero":
            zero += rows
        elif kind == "nonnegative":
            nonnegative += rows
        else:
            second += rows
            sizes.append(size)
    return zero, nonnegative, second, sizes


def run_ecos(p):
    if p["P"].nnz:
        return None
    zero, nonnegative, second, sizes = split(p)
    a = p["A"].tocsr()
    rows = nonnegative + second
    dims = {"l": len(nonnegative), "q": sizes}
    equal = dict(A=a[zero].tocsc(), b=p["b"][zero]) if zero else {}
    s = ecos.solve(p["q"], a[rows].tocsc(), p["b"][rows], dims, verbose=False, **equal)
    info = s["info"]
    return ((info["timing"]["tsolve"] + info["timing"]["tsetup"]) * 1e6, str(info["exitFlag"]),
            info["pcost"], info["iter"])


def run_highs(p):
    zero, nonnegative, second, _ = split(p)
    if second or p["P"].nnz:
        return None
    a = p["A"].tocsr()
    lower = np.full(p["n"], -highspy.kHighsInf)
    upper = np.full(p["n"], highspy.kHighsInf)
    keep = list(zero)
    for i in nonnegative:
        columns = a.indices[a.indptr[i]:a.indptr[i + 1]]
        values = a.data[a.indptr[i]:a.indptr[i + 1]]
        if len(columns) == 1 and values[0] != 0:
            bound = p["b"][i] / values[0]
            if values[0] > 0:
                upper[columns[0]] = min(upper[columns[0]], bound)
            else:
                lower[columns[0]] = max(lower[columns[0]], bound)
        else:
            keep.append(i)
    rows = a[keep].tocsc()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = p["n"], len(keep)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = p["q"], lower, upper
    lp.row_upper_ = p["b"][keep]
    lp.row_lower_ = np.array([p["b"][i] if k < len(zero) else -highspy.kHighsInf
                              for k, i in enumerate(keep)])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = rows.indptr, rows.indices
    lp.a_matrix_.value_ = rows.data
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(lp)
    start = time.perf_counter()
    solver.run()
    micros = (time.perf_counter() - start) * 1e6
    return (micros, str(solver.getModelStatus()), solver.getObjectiveValue(),
            solver.getInfo().simplex_iteration_count)


class Ours:
    def __init__(self, folder, root):
        jars = [os.path.join(root, module, "target", "classes")
                for module in ("benchmarks", "optimization")]
        home = os.environ.get("JAVA_HOME")
        java = os.path.join(home, "bin", "java") if home else "java"
        libraries = glob.glob(os.path.join(root, "cli", "target", "app", "lib", "*.jar"))
        files = [os.path.join(folder, f) for f in ("conic.jsonl.gz", "opf.jsonl.gz")]
        self.process = subprocess.Popen(
            [java, "--add-modules=jdk.incubator.vector", "-cp",
             os.pathsep.join(jars + libraries),
             "org.skerry.benchmarks.optimization.ConicPeer", *files],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout.readline().strip() == "ready"

    def run(self, name, repeats):
        self.process.stdin.write(f"{name} {repeats}\n")
        self.process.stdin.flush()
        status, objective, iterations, whole, solve = self.process.stdout.readline().split()
        return float(whole), float(solve), status, float(objective), int(iterations)


def wrong(expect, solved, value):
    if expect["objective"] is None:
        return False
    scale = expect.get("objective_scale", 1)
    floor = 1e-7 if scale == 1 else 1e-6 * min(1, scale)
    return not solved or abs(value - expect["objective"]) > max(floor, 1e-6 * abs(expect["objective"]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--root", default=os.path.join(os.path.dirname(__file__), "..", "..", ".."))
    arguments = parser.parse_args()
    problems = read(arguments.folder)
    ours = Ours(arguments.folder, os.path.abspath(arguments.root))

    print("| problem | Clarabel | ECOS | HiGHS | ours (update + solve) | iterations | ours / fastest |")
    print("|---|---|---|---|---|---|---|")
    for name in TABLE:
        p = problems[name]
        repeats = 200 if p["n"] < 1000 else 20 if p["n"] < 5000 else 5
        for _ in range(10):
            ours.run(name, repeats)
        times = {"clarabel": [], "ecos": [], "highs": [], "ours": []}
        for _ in range(arguments.rounds):
            for key, run in (("clarabel", run_clarabel), ("ecos", run_ecos), ("highs", run_highs)):
                best = [run(p) for _ in range(5)]
                if best[0]:
                    times[key].append(statistics.median(b[0] for b in best))
            _, solve, status, objective, iterations = ours.run(name, repeats)
            times["ours"].append(solve)
        median = {k: statistics.median(v) for k, v in times.items() if v}
        fastest = min(v for k, v in median.items() if k != "ours")
        cells = [f"{median[k]:.0f} us" if k in median else "-"
                 for k in ("clarabel", "ecos", "highs", "ours")]
        print(f"| {name} | {' | '.join(cells)} | {iterations} | {median['ours'] / fastest:.2f} |",
              flush=True)

    for file in ("conic.jsonl.gz", "opf.jsonl.gz"):
        names = [n for n, p in problems.items() if p["file"] == file]
        sums = {"clarabel": [], "whole": [], "solve": []}
        errors = {"clarabel": 0, "ours": 0}
        for _ in range(3):
            for key in sums:
                sums[key].append(0.0)
            errors = {"clarabel": 0, "ours": 0}
            for name in names:
                p = problems[name]
                micros, status, value, _ = run_clarabel(p)
                sums["clarabel"][-1] += micros
                errors["clarabel"] += wrong(p["expect"], status in ("Solved", "AlmostSolved"), value)
                whole, solve, status, value, _ = ours.run(name, 1)
                sums["whole"][-1] += whole
                sums["solve"][-1] += solve
                errors["ours"] += wrong(p["expect"], status == "SOLVED", value)
        print(f"\n{file}: {len(names)} problems. Clarabel {[round(v / 1e3) for v in sums['clarabel']]} ms, "
              f"{errors['clarabel']} wrong; ours, prepare + solve, {[round(v / 1e3) for v in sums['whole']]} ms "
              f"(the first while the JVM warms up), {errors['ours']} wrong; "
              f"ours, update + solve, {[round(v / 1e3) for v in sums['solve']]} ms.", flush=True)


if __name__ == "__main__":
    main()
