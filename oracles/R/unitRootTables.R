# Published tables as plm reads them: critical values of CIPS (the statistic at which its p is the level), adjustments of
# Levin-Lin-Chu and Im-Pesaran-Shin (one lag) at the lengths of the tables.
# Usage: Rscript unitRootTables.R OUT_DIR   Packages: plm 2.6-2, jsonlite
suppressMessages({library(plm); library(jsonlite)})
OUT <- commandArgs(TRUE)[1]
sizes <- c(10, 15, 20, 30, 50, 70, 100, 200)
periods <- sizes[-length(sizes)] # plm stops at the last
grid <- round(seq(-4.2, -1.9, by=0.01), 2)
p <- function(stat, n, T, type) { v <- plm:::critvals.cips(stat, n, T, type); if (is.character(v)) NA else v }
critical <- function(n, T, type) { ps <- sapply(grid, p, n=n, T=T, type=type)
  sapply(c(0.01, 0.05, 0.1), function(level) grid[which(ps == level)]) }
cips <- lapply(c(intercept="drift", trend="trend"), function(type)
  do.call(rbind, lapply(periods, function(T) do.call(rbind, lapply(sizes, function(n) c(n, T, critical(n, T, type)))))))
read <- function(f, lengths) lapply(c(intercept="intercept", trend="trend"), function(exo)
  do.call(rbind, lapply(lengths, function(l) c(l, as.numeric(unlist(f(l, exo)))))))
res <- list(source=c(R.version.string, paste("plm", packageVersion("plm"))), cips=cips,
  levinLinChu=read(function(l, exo) plm:::adj.levinlin.value(l, exo), c(25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100, 250, 500)),
  imPesaranShin=read(function(l, exo) plm:::adj.ips.wtbar.value(l, 1, exo), c(10, 15, 20, 25, 30, 40, 50, 60, 70, 100)))
writeLines(toJSON(res, auto_unbox=TRUE, digits=I(17), na="null"), file.path(OUT, "unit_root_tables.json"))
