# Concordance of distances with a partition: gamma of fpc (G2) and, by the definitions of Baker & Hubert (1975), Rohlf (1974)
# and Milligan (1981), gamma, G+ and tau from every comparison of a distance within with a distance between.
# Run from oracles/: Rscript R/cluster_concordance.R
suppressMessages({library(fpc); library(jsonlite)})
out <- list()
for (name in c("usarrests", "swiss", "iris")) {
  raw <- read.csv(file.path("data", paste0(name, ".csv")))
  x <- as.matrix(raw[, setdiff(names(raw)[sapply(raw, is.numeric)], names(raw)[1])])
  if (name == "iris") x <- x[seq(1, 150, 3), ] else x <- scale(x)
  d <- dist(x); h <- hclust(d, "ward.D2")
  for (k in 2:6) {
    part <- cutree(h, k)
    same <- as.vector(as.dist(outer(part, part, "==")))
    within <- as.vector(d)[same == 1]; between <- as.vector(d)[same == 0]
    more <- sum(outer(within, between, "<")); less <- sum(outer(within, between, ">"))
    pairs <- length(d); comparisons <- pairs * (pairs - 1) / 2
    ties <- choose(length(within), 2) + choose(length(between), 2)
    out[[length(out) + 1]] <- list(set = name, k = k, partition = part, fpcG2 = cluster.stats(d, part, G2 = TRUE)$g2,
      gamma = (more - less) / (more + less), gPlus = 2 * less / (pairs * (pairs - 1)),
      tau = (more - less) / sqrt((comparisons - ties) * comparisons))
  }
}
cat(toJSON(out, digits = 15, auto_unbox = TRUE), file = "cluster/concordance.json")
