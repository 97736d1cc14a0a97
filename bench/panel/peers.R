# Timings of R's packages on the columns that write.mjs left, whichever are installed, one thread.
# Rscript peers.R FOLDER EFFECTS [RUNS]
arguments <- commandArgs(TRUE)
folder <- arguments[1]; effects <- arguments[2]; runs <- if (length(arguments) > 2) as.integer(arguments[3]) else 3L
read <- function(name) { f <- file.path(folder, paste0(name, ".f64")); readBin(f, "double", file.size(f) / 8) }
d <- as.data.frame(sapply(c("y", "x1", "x2", "person", "year", "firm"), read, simplify = FALSE))
d$person <- as.integer(d$person); d$year <- as.integer(d$year); d$firm <- as.integer(d$firm)
report <- function(peer, fit) {
  best <- NULL
  for (i in seq_len(runs)) { gc(FALSE); t <- system.time(m <- fit()); if (is.null(best) || t[["elapsed"]] < best[["elapsed"]]) best <- t }
  b <- as.numeric(coef(m)[c("x1", "x2")])
  cat(sprintf('{"peer":"%s","seconds":%.4f,"processor":%.4f,"coefficients":[%.17g,%.17g]}\n', peer, best[["elapsed"]], best[["user.self"]] + best[["sys.self"]], b[1], b[2]))
}
formula <- as.formula(paste("y ~ x1 + x2 |", effects))
if (requireNamespace("fixest", quietly = TRUE)) {
  fixest::setFixest_nthreads(1)
  report(paste("fixest", packageVersion("fixest")), function() fixest::feols(formula, d, cluster = ~person, fixef.rm = "singleton", notes = FALSE))
}
if (requireNamespace("lfe", quietly = TRUE)) {
  options(lfe.threads = 1)
  report(paste("lfe", packageVersion("lfe")), function() lfe::felm(as.formula(paste("y ~ x1 + x2 |", effects, "| 0 | person")), d))
}
# plm carries many copies of the data: small designs only.
if (requireNamespace("plm", quietly = TRUE) && nrow(d) <= 1e5 && effects %in% c("person", "person + year")) {
  report(paste("plm", packageVersion("plm")), function() {
    m <- plm::plm(y ~ x1 + x2, d, index = c("person", "year"), effect = if (effects == "person") "individual" else "twoways")
    plm::vcovHC(m); m })
}
