# Disturbances, weights, mixtures with space, gap: what cluster.R does not hold.
# Usage: Rscript cluster_stability.R DATA_DIR OUT_DIR   Packages: stats, cluster, fpc, mclust, pvclust, jsonlite
suppressMessages({library(cluster); library(fpc); library(mclust); library(pvclust); library(jsonlite)})
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
num <- function(f) { d <- read.csv(file.path(DATA,f), stringsAsFactors=FALSE); d <- d[,-1]; as.matrix(d[,sapply(d,is.numeric)]) }
ward <- function(x, k) cutree(hclust(dist(x), "ward.D2"), k)
out <- list(source=c(R.version.string, paste("cluster", packageVersion("cluster")), paste("fpc", packageVersion("fpc")), paste("mclust", packageVersion("mclust")), paste("pvclust", packageVersion("pvclust"))))
for (id in c("usarrests","swiss")) {
  Z <- scale(num(paste0(id,".csv"))); n <- nrow(Z); D <- dist(Z); r <- list()
  r$leaveOut <- lapply(2:5, function(k) { cl <- ward(Z,k)
    rows <- sapply(seq_len(n), function(i) adjustedRandIndex(cl[-i], ward(Z[-i,],k)))
    list(k=k, rows=rows, variables=sapply(seq_len(ncol(Z)), function(j) adjustedRandIndex(cl, ward(Z[,-j],k)))) })
  set.seed(1); g <- clusGap(Z, FUN=function(x,k) list(cluster=if (k==1) rep(1L,nrow(x)) else ward(x,k)), K.max=8, B=2000, d.power=2, spaceH0="scaledPCA", verbose=FALSE)$Tab
  r$gap <- list(logW=g[,1], gap=g[,3], se=g[,4])
  set.seed(2); r$jaccard <- lapply(2:4, function(k) { cb <- clusterboot(D, B=1000, distances=TRUE, bootmethod="boot", clustermethod=disthclustCBI, method="ward.D2", k=k, count=FALSE); list(k=k, mean=cb$bootmean) })
  # Weighted linkages: members of hclust; Ward on 2 wi wj/(wi+wj) d^2, heights as roots.
  w <- rep(c(1,3,2,5), length.out=n); W <- outer(w,w,function(a,b) 2*a*b/(a+b))
  r$weights <- w
  r$weighted <- list(average={h <- hclust(D,"average",members=w); list(merge=h$merge,height=h$height)},
    centroid={h <- hclust(D^2,"centroid",members=w); list(merge=h$merge,height=h$height)},
    ward={h <- hclust(as.dist(as.matrix(D)^2*W),"ward.D",members=w); list(merge=h$merge,height=sqrt(h$height))})
  # ClustGeo's definition: delta = wi wj/(wi+wj) ((1-a) D0^2/max^2 + a D1^2/max^2), ward.D with members, w = 1/n.
  D0 <- dist(Z[,1:2]); D1 <- dist(Z[,3:4]); a <- 0.3; u <- rep(1/n,n)
  m <- function(a) { d2 <- (1-a)*(D0/max(D0))^2 + a*(D1/max(D1))^2; hclust(d2/(2*n), "ward.D", members=u) }
  h <- m(a); inertia <- function(D,cl) sum(sapply(split(seq_len(n),cl), function(i) sum(as.matrix(D)[i,i,drop=FALSE]^2)/(2*n^2)/(length(i)/n)))
  Q <- function(D,cl) 1-inertia(D,cl)/inertia(D,rep(1,n))
  r$mixture <- list(alpha=a, merge=h$merge, height=h$height, curve=lapply(seq(0,1,.1), function(a) { cl <- cutree(m(a),4); c(Q(D0,cl), Q(D1,cl)) }))
  r$variationOfInformation <- sapply(2:5, function(k) cluster.stats(D, ward(Z,k), cutree(hclust(D,"average"),k))$vi)
  out[[id]] <- r
}
rr <- c(.5,.6,.7,.8,.9,1,1.1,1.2,1.3,1.4)
bp <- list(c(.31,.36,.42,.45,.52,.55,.6,.62,.66,.7), c(.9,.92,.93,.95,.96,.97,.975,.98,.985,.99), c(.05,.04,.04,.03,.02,.02,.015,.01,.01,.005))
out$msfit <- lapply(bp, function(b) { f <- msfit(b, rr, 1000); list(share=b, au=unname(f$p["au"]), bp=unname(f$p["bp"])) })
writeLines(toJSON(out, auto_unbox=TRUE, digits=I(17)), file.path(OUT,"stability.json"))
