# Published tables as plm reads them: critical values of CIPS (the statistic at which its p is the level), adjustments of
# Levin-Lin-Chu and Im-Pesaran-Shin (one lag) at the lengths of the tables.
# Usage: Rscript unitRootTables.R OUT_DIR   Packages: plm 2.6-2, jsonlite
suppressMessages({library(plm); library(jsonlite)})
OUT <- commandArgs(TRUE)[1]
sizes <- c(10, 15, 20, 30, 50, 70, 100, 200); levels <- c(0.01, 0.05, 0.1)
p <- function(stat, n, T, type) { v <- plm:::critvals.cips(stat, n, T, type); if (v == "< 0.01") 0 else if (v == "> 0.10") 1 else as.numeric(v) }
crossing <- function(level, n, T, type) uniroot(function(stat) p(stat, n, T, type) - level - 1e-9, c(-6, -1), tol=1e-9)$root
# plm stops at T = 200, and reads T = 199 at 98/99 of the way from T = 100 to it.
critical <- function(n, T, type) round(sapply(levels, function(level) if (T < 200) crossing(level, n, T, type)
  else { before <- crossing(level, n, 100, type); before + (crossing(level, n, 199, type) - before) * 99 / 98 }), 2)
cips <- lapply(c(intercept="drift", trend="trend"), function(type)
  do.call(rbind, lapply(sizes, function(T) do.call(rbind, lapply(sizes, function(n) c(n, T, critical(n, T, type)))))))
read <- function(f, lengths) lapply(c(intercept="intercept", trend="trend"), function(exo)
  do.call(rbind, lapply(lengths, function(l) c(l, as.numeric(unlist(f(l, exo)))))))
res <- list(source=c(R.version.string, paste("plm", packageVersion("plm"))), cips=cips,
  levinLinChu=read(function(l, exo) plm:::adj.levinlin.value(l, exo), c(25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100, 250, 500)),
  imPesaranShin=read(function(l, exo) plm:::adj.ips.wtbar.value(l, 1, exo), c(10, 15, 20, 25, 30, 40, 50, 60, 70, 100)))
writeLines(toJSON(res, auto_unbox=TRUE, digits=I(17), na="null"), file.path(OUT, "unit_root_tables.json"))
