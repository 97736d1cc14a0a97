# python3 peers.py FILE n d: scipy's linkage, method ward, one thread.
import os, sys, json, time, resource
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
import numpy as np
from scipy.cluster.hierarchy import linkage
f, n, d = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
X = np.fromfile(f).reshape(n, d)
if n <= 2000: linkage(X, "ward")
t = time.process_time(); Z = linkage(X, "ward"); t = time.process_time() - t
print(json.dumps({"seconds": t, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024, "last": Z[-1, 2], "sum": float((Z[:, 2]**2).sum())}))
