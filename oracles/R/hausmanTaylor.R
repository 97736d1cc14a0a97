# Hausman-Taylor, Amemiya-MaCurdy, Breusch-Mizon-Schmidt on the wages of Cornwell and Rupert, two partitions.
# Usage: Rscript hausmanTaylor.R DATA_DIR OUT_DIR   Packages: plm 2.6-2, jsonlite
suppressMessages({library(plm); library(jsonlite)})
args <- commandArgs(TRUE); DATA <- args[1]; OUT <- args[2]
fit <- function(m) list(coefficients=as.list(coef(m)), vcov=list(names=rownames(vcov(m)), values=unname(vcov(m))))
w <- read.csv(file.path(DATA, "wages.csv")); for (v in c("bluecol","south","smsa","married","union","black")) w[[v]] <- as.numeric(w[[v]] == "yes")
w$female <- as.numeric(w$sex == "female"); w$exp2 <- w$exp^2; p <- pdata.frame(w, index=c("id", "year"))
run <- function(f, how) suppressWarnings(fit(plm(f, p, random.method="ht", model="random", inst.method=how)))
a <- lwage ~ wks+south+smsa+married+exp+exp2+bluecol+ind+union+female+black+ed | bluecol+south+smsa+ind+female+black | wks+married+union+exp+exp2
b <- lwage ~ wks+south+smsa+married+exp+exp2+bluecol+ind+union+female+black+ed | wks+bluecol+south+smsa+ind+female+black | married+union+exp+exp2
writeLines(toJSON(list(breuschMizonSchmidt=run(a, "bms"), wks=list(hausmanTaylor=run(b, "baltagi"), amemiyaMaCurdy=run(b, "am"), breuschMizonSchmidt=run(b, "bms"))),
  auto_unbox=TRUE, digits=I(17)), file.path(OUT, "panel", "hausmanTaylor.json"))
