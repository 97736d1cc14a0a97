# Merges of R's hclust on data full of ties: a lattice, duplicates, rounded measurements, small counts; after scale(), too,
# where a tie survives only if the scaled values are R's to the last bit. Gower's distances of daisy on mixed columns.
# Run from oracles/: Rscript R/cluster_ties.R
suppressMessages({library(cluster); library(jsonlite)})
set.seed(6)
sets <- list(
  stackloss = stackloss, women = women, pressure = pressure, faithful = faithful[1:50, ],
  lattice = expand.grid(a = 1:6, b = 1:5),
  counts = as.data.frame(matrix(sample(0:3, 120, TRUE), 40)),
  duplicates = data.frame(a = c(1, 1, 1, 2, 2, 5, 5, 9), b = c(1, 1, 1, 3, 3, 5, 5, 2)),
  two = data.frame(a = c(1, 4), b = c(2, 7)), four = data.frame(a = c(1, 4, 6, 6), b = c(2, 7, 1, 2)))
scales <- list(none = identity, zscore = scale, range = function(x) apply(x, 2, function(v) (v - min(v)) / (max(v) - min(v))))
metrics <- list(euclidean = function(x) dist(x), sqeuclidean = function(x) dist(x)^2, manhattan = function(x) dist(x, "manhattan"),
  maximum = function(x) dist(x, "maximum"), canberra = function(x) dist(x, "canberra"))
linkages <- c(ward = "ward.D2", ward.D = "ward.D", single = "single", complete = "complete", average = "average",
  mcquitty = "mcquitty", centroid = "centroid", median = "median")
trees <- list()
for (name in names(sets)) for (scaling in names(scales)) for (metric in names(metrics)) {
  # One metric for each scale but z, where every metric must keep its ties.
  if (scaling != "zscore" && metric != "euclidean") next
  d <- metrics[[metric]](scales[[scaling]](as.matrix(sets[[name]])))
  if (any(!is.finite(d))) next
  for (linkage in names(linkages)) {
    h <- hclust(d, linkages[[linkage]])
    trees[[length(trees) + 1]] <- list(set = name, standardize = scaling, distance = metric, method = linkage,
      merge = as.vector(t(h$merge)), heights = sum(h$height))
  }
}
mixed <- mtcars; mixed$cyl <- factor(mixed$cyl); mixed$am <- factor(mixed$am); mixed$gear <- ordered(mixed$gear)
mixed$wt[c(3, 9)] <- NA
plain <- mtcars; plain$wt[c(3, 9)] <- NA
breaks <- warpbreaks[!duplicated(warpbreaks), ]
gower <- list()
for (linkage in c("ward", "average", "complete")) {
  for (set in c("cars", "breaks")) {
    h <- hclust(daisy(if (set == "cars") mixed else breaks, "gower"), linkages[[linkage]])
    gower[[length(gower) + 1]] <- list(set = set, method = linkage, merge = as.vector(t(h$merge)), heights = sum(h$height))
  }
}
text <- data.frame(lapply(breaks, function(v) if (is.factor(v)) as.character(v) else v))
cat(toJSON(list(made = "R 4.2.2 hclust, cluster daisy", sets = lapply(sets, as.list), trees = trees,
  cars = as.list(plain), breaks = as.list(text), gower = gower), digits = 15, auto_unbox = TRUE, na = "null"),
  file = "cluster/ties.json")
