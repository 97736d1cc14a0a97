# Rscript peers.R FILE n d hclust|matrix|vector: R's hclust, fastcluster's hclust, fastcluster's hclust.vector; distances included.
suppressMessages({library(fastcluster); library(jsonlite)})
a <- commandArgs(TRUE); n <- as.integer(a[2]); d <- as.integer(a[3])
X <- matrix(readBin(a[1], "double", n*d), n, d, byrow=TRUE)
run <- function() switch(a[4], hclust=stats::hclust(dist(X), "ward.D2"), matrix=fastcluster::hclust(dist(X), "ward.D2"), vector=hclust.vector(X, "ward"))
if (n <= 2000) invisible(run())
t <- system.time(h <- run())
m <- as.numeric(sub("kB", "", sub("VmHWM:\\s*", "", grep("VmHWM", readLines("/proc/self/status"), value=TRUE))))/1024
cat(toJSON(list(seconds=t[["user.self"]]+t[["sys.self"]], megabytes=m, last=h$height[n-1], sum=sum(h$height^2)), auto_unbox=TRUE, digits=I(15)), "\n")
