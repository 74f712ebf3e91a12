"""DC optimal power flows as JSON lines, their costs judged by HiGHS and Clarabel.

    flows.py FILE [--count 1000] [--first 0] [--seconds 2]      then: ./skerry solve FILE

Networks of 10 to 1000 buses, a tree of nearest neighbours with 20 to 80 % more lines; costs of 1 to 5000 per MW, three
quarters of the networks with squares; limits that cut up to 60 % of the lines, eased until the load can be served; half of
the networks may shed; MW or per unit; in every third network the lines that were not cut have the limit 9900. Networks that
no limit lets serve their load are left out. HiGHS has `--seconds` for each; where its method for quadratic programs is not
done by then, the answer is that of Clarabel at 1e-9, which `confirmed` tells.
"""
import argparse
import json

import clarabel
import highspy
import numpy as np
import scipy.sparse as sp


def flow(seed):
    rng = np.random.default_rng(seed)
    n = int(round(10 ** rng.uniform(1, 3)))
    n = min(max(n, 10), 1000)
    # meshed: random tree plus extra lines between near places
    place = rng.uniform(0, 1, (n, 2))
    edges = set()
    order = rng.permutation(n)
    for k in range(1, n):
        i = order[k]
        before = order[:k]
        d = ((place[before] - place[i]) ** 2).sum(1)
        j = before[int(np.argmin(d))]
        edges.add((min(i, j), max(i, j)))
    extra = int(n * rng.uniform(0.2, 0.8))
    for _ in range(extra):
        i = rng.integers(n)
        d = ((place - place[i]) ** 2).sum(1)
        j = int(np.argsort(d)[rng.integers(1, min(6, n))])
        if i != j:
            edges.add((min(i, j), max(i, j)))
    edges = sorted((int(a), int(b)) for a, b in edges)
    m = len(edges)
    x = 10 ** rng.uniform(-3, -0.4, m) if rng.uniform() < 0.5 else rng.uniform(0.01, 0.3, m)
    base = 100.0
    load = np.where(rng.uniform(size=n) < 0.7, rng.uniform(5, 200, n), 0.0)
    if load.sum() == 0: load[0] = 50
    gens = max(2, int(n * rng.uniform(0.1, 0.4)))
    gbus = rng.choice(n, gens, replace=gens > n)
    gmax = rng.uniform(50, 500, gens)
    gmax *= load.sum() * rng.uniform(1.2, 2.5) / gmax.sum()
    gmin = np.where(rng.uniform(size=gens) < 0.3, gmax * rng.uniform(0, 0.3, gens), 0)
    c1 = 10 ** rng.uniform(0, np.log10(5000), gens)
    quad = rng.uniform() < 0.75
    c2 = np.where(rng.uniform(size=gens) < rng.choice([0.5, 1.0]), c1 / gmax * 10 ** rng.uniform(-3, 0.3, gens), 0) if quad else np.zeros(gens)
    shed = rng.uniform() < 0.5
    # unconstrained dispatch gives flows -> limits so that a share binds
    return dict(n=n, edges=edges, x=x, load=load, gbus=gbus, gmin=gmin, gmax=gmax, c1=c1, c2=c2, base=base, seed=seed,
                share=rng.uniform(0, 0.6), shed=shed, units=rng.choice(["mw", "pu"]), voll=float(rng.choice([1000., 5000.])))

def assemble(f, limit):
    n, m, g = f["n"], len(f["edges"]), len(f["gbus"])
    unit = 1.0 if f["units"] == "mw" else f["base"]     # power per unit of variable
    rows, cols, vals = [], [], []
    ns = n if f["shed"] else 0
    N = n + g + ns                                      # angles, generation, shed
    b = []; row = 0
    sus = f["base"] / f["x"] / unit
    for k, (i, j) in enumerate(f["edges"]):             # balance: gen - load - sum b(ti-tj) = 0
        for bus, sg in ((i, -1), (j, 1)):
            rows += [bus, bus]; cols += [i, j]; vals += [sg * sus[k], -sg * sus[k]]
    for k in range(g):
        rows.append(int(f["gbus"][k])); cols.append(n + k); vals.append(1.0)
    for k in range(ns):
        rows.append(k); cols.append(n + g + k); vals.append(1.0)
    b += list(f["load"] / unit); row = n
    rows.append(row); cols.append(0); vals.append(1.0); b.append(0.0); row += 1
    zero = row
    for k, (i, j) in enumerate(f["edges"]):
        if np.isfinite(limit[k]):
            for s in (1, -1):
                rows += [row, row]; cols += [i, j]; vals += [s * sus[k], -s * sus[k]]
                b.append(limit[k] / unit); row += 1
    for k in range(g):
        rows.append(row); cols.append(n + k); vals.append(1.0); b.append(f["gmax"][k] / unit); row += 1
        rows.append(row); cols.append(n + k); vals.append(-1.0); b.append(-f["gmin"][k] / unit); row += 1
    for k in range(ns):
        rows.append(row); cols.append(n + g + k); vals.append(1.0); b.append(f["load"][k] / unit); row += 1
        rows.append(row); cols.append(n + g + k); vals.append(-1.0); b.append(0.0); row += 1
    q = np.zeros(N); q[n:n + g] = f["c1"] * unit
    q[n + g:] = f["voll"] * unit
    p = np.zeros(N); p[n:n + g] = 2 * f["c2"] * unit * unit
    A = sp.csc_matrix((vals, (rows, cols)), shape=(row, N)); A.sum_duplicates(); A.sort_indices()
    return p, q, A, np.array(b), zero

def highs(p, q, A, b, zero, seconds):
    m, n = A.shape
    lo = np.full(n, -np.inf); up = np.full(n, np.inf)
    a = A.tocsr(); keep = list(range(zero))
    for i in range(zero, m):
        s, e = a.indptr[i], a.indptr[i + 1]
        if e - s == 1:
            v = b[i] / a.data[s]; j = a.indices[s]
            if a.data[s] > 0: up[j] = min(up[j], v)
            else: lo[j] = max(lo[j], v)
        else: keep.append(i)
    R = a[keep].tocsc()
    model = highspy.HighsModel(); lp = model.lp_
    lp.num_col_, lp.num_row_ = n, len(keep)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = q, lo, up
    lp.row_upper_ = b[keep]; lp.row_lower_ = np.r_[b[:zero], np.full(len(keep) - zero, -np.inf)]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = R.indptr, R.indices, R.data
    nz = np.flatnonzero(p)
    if len(nz):
        h = model.hessian_; h.dim_ = n; h.format_ = highspy.HessianFormat.kTriangular
        h.start_ = np.r_[0, np.cumsum(p != 0)].astype(np.int32); h.index_ = nz.astype(np.int32); h.value_ = p[nz]
    S = highspy.Highs(); S.setOptionValue("output_flag", False); S.setOptionValue("threads", 1)
    S.setOptionValue("time_limit", seconds)
    S.passModel(model); S.run()
    return str(S.getModelStatus()).split(".")[-1], S.getObjectiveValue(), np.array(S.getSolution().col_value)

def clarabel_solve(p, q, A, b, zero):
    st = clarabel.DefaultSettings(); st.verbose = False; st.max_threads=1
    st.tol_gap_abs = st.tol_gap_rel = st.tol_feas = 1e-9
    s = clarabel.DefaultSolver(sp.diags(p).tocsc(), q, A, b, [clarabel.ZeroConeT(zero), clarabel.NonnegativeConeT(len(b) - zero)], st).solve()
    return str(s.status), s.obj_val, np.array(s.x), s.iterations

def make(seed):
    f = flow(seed)
    m = len(f["edges"])
    limit = np.full(m, np.inf)
    run = lambda l: clarabel_solve(*assemble(f, l))
    r = run(limit)
    if "Solved" not in r[0]: return None
    th = r[2][:f["n"]]
    fl = np.array([(th[i] - th[j]) * f["base"] / f["x"][k] for k, (i, j) in enumerate(f["edges"])])
    # limits: the busiest lines are cut, the others get room
    rng = np.random.default_rng(seed + 10**6)
    room = np.abs(fl) * rng.uniform(1.05, 3, m) + 5
    busy = np.argsort(-np.abs(fl))[: int(f["share"] * m)]
    cut = room.copy(); cut[busy] = np.abs(fl[busy]) * rng.uniform(0.4, 0.9, len(busy)) + 1
    for soften in (1, 1.15, 1.3, 1.6, 2.2, 4):
        l = np.where(np.isfinite(cut), np.minimum(cut * soften, np.maximum(room, cut)), room)
        r = run(l)
        if "Solved" in r[0]: break
    else:
        return None
    if seed % 3 == 0: l = np.where(l == room, 9900.0, l)
    p, q, A, b, zero = assemble(f, l); r = clarabel_solve(p, q, A, b, zero)
    if r[0] != "Solved": return None
    x = r[2]; s = b - A @ x
    nf = 2 * m
    bind = int((s[zero:zero + nf] < 1e-5 * (1 + np.abs(b[zero:zero + nf]))).sum())
    return f, p, q, A, b, zero, r, bind / m

def num(v): return [float(t) for t in v]
def line(name, p, q, A, b, zero, obj, by):
    C = A.tocoo(); o = np.lexsort((C.row, C.col))
    nz = np.flatnonzero(p)
    d = dict(name=name, family="dc-flow", n=len(q), m=len(b), q=num(q), b=num(b),
             A=dict(rows=C.row[o].tolist(), cols=C.col[o].tolist(), values=num(C.data[o])),
             cones=[["zero", zero], ["nonnegative", len(b) - zero]],
             expect=dict(status="solved", objective=float(obj)), confirmed=[by])
    if len(nz): d["P"] = dict(rows=nz.tolist(), cols=nz.tolist(), values=num(p[nz]))
    return json.dumps(d)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=2)
    arguments = parser.parse_args()
    seed = arguments.first
    tally = {"highs": 0, "clarabel": 0, "apart": 0, "left out": 0}
    with open(arguments.file, "w") as out:
        while tally["highs"] + tally["clarabel"] < arguments.count:
            made = make(seed)
            seed += 1
            if made is None:
                tally["left out"] += 1
                continue
            _, p, q, A, b, zero, ours, _ = made
            status, value, _ = highs(p, q, A, b, zero, arguments.seconds)
            judged = status == "kOptimal"
            if judged and abs(value - ours[1]) > 1e-7 * max(1, abs(value)):
                tally["apart"] += 1
            by = "highs" if judged else "clarabel"
            tally[by] += 1
            out.write(line(f"flow-{seed - 1}", p, q, A, b, zero, value if judged else ours[1], by) + "\n")
    print(tally)


if __name__ == "__main__":
    main()
