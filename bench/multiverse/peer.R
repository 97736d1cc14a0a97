# The peer of multiverse.mjs. Usage: Rscript peer.R FOLDER (panel.csv, specifications.csv; writes peer.json)
suppressMessages({library(plm); library(jsonlite)})
folder <- commandArgs(TRUE)[1]
d <- read.csv(file.path(folder, "panel.csv"), stringsAsFactors=FALSE)
s <- read.csv(file.path(folder, "specifications.csv"), stringsAsFactors=FALSE)
p <- pdata.frame(d, index=c("unit","year"))
# By hand: columns demeaned once (the panel is balanced), then lm.fit and sums by cluster: the best that base R can do.
g <- as.integer(factor(d$unit)); G <- max(g); n <- nrow(d); T <- length(unique(d$year))
vars <- unique(c(s$outcome, unlist(strsplit(s$right, " + ", fixed=TRUE))))
dm <- function(x) x - ave(x, d$unit) - ave(x, d$year) + mean(x)
W <- sapply(d[vars], dm); rights <- strsplit(s$right, " + ", fixed=TRUE)
byhand <- function(y, x) { X <- W[, x, drop=FALSE]; f <- lm.fit(X, W[, y]); M <- chol2inv(f$qr$qr[seq_along(x), seq_along(x), drop=FALSE]); S <- rowsum(X*f$residuals, g, reorder=FALSE); V <- M %*% crossprod(S) %*% M; k <- length(x) + T; c(f$coefficients[[1]], sqrt(V[1,1]*G/(G-1)*(n-1)/(n-k))) }
invisible(byhand(s$outcome[1], rights[[1]]))
t1 <- system.time(B <- mapply(byhand, s$outcome, rights))[["elapsed"]]
few <- seq_len(nrow(s))
viaplm <- function(y, r) { m <- plm(as.formula(paste(y, "~", r)), p, model="within", effect="twoways"); c(coef(m)[[1]], sqrt(vcovHC(m, method="arellano", type="sss")[1,1])) }
invisible(viaplm(s$outcome[1], s$right[1]))
t2 <- system.time(P <- mapply(viaplm, s$outcome[few], s$right[few]))[["elapsed"]]
writeLines(toJSON(list(version=R.version.string, plm=as.character(packageVersion("plm")), estimate=B[1,], standardError=B[2,], plmEstimate=P[1,], lmSeconds=t1, plmSeconds=t2), auto_unbox=TRUE, digits=I(17)), file.path(folder, "peer.json"))
