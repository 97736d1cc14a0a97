"""SciPy's LSMR on the sparse dummies, columns scaled to length one: an independent answer, run to 1e-14.
python3 peers.py FOLDER EFFECTS"""
import json, sys, time
import numpy as np, scipy, scipy.sparse as sp
from scipy.sparse.linalg import lsmr

folder, effects = sys.argv[1], [e.strip() for e in sys.argv[2].split("+")]
read = lambda name: np.fromfile(f"{folder}/{name}.f64")
y, x = read("y"), np.column_stack([read("x1"), read("x2")])
n = len(y)
since, cpu = time.perf_counter(), time.process_time()
blocks = [sp.csr_matrix(x / np.linalg.norm(x, axis=0))]
for effect in effects:
    codes = np.unique(read(effect), return_inverse=True)[1]
    scale = 1 / np.sqrt(np.bincount(codes))
    blocks.append(sp.csr_matrix((scale[codes], codes, np.arange(n + 1)), shape=(n, codes.max() + 1)))
A = sp.hstack(blocks).tocsr()
found = lsmr(A, y, atol=1e-14, btol=1e-14, conlim=0, maxiter=200000)
b = found[0][:2] / np.linalg.norm(x, axis=0)
print(json.dumps({"peer": f"SciPy {scipy.__version__} LSMR", "seconds": time.perf_counter() - since,
                  "processor": time.process_time() - cpu, "iterations": int(found[2]), "coefficients": b.tolist()}))
