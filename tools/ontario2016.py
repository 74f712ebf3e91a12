#!/usr/bin/env python3
"""Makes the shipped series of Ontario 2016 from the files of mtanneau/DER_instances (data/*2016.csv).

Usage: tools/ontario2016.py SOURCE_FOLDER TARGET.csv.gz

Reads load2016, price2016, prod2016 and temperature2016 (.csv.gz), checks that their hours agree and are
complete, interpolates the missing temperatures on the straight line between their neighbours (to 0.1 C),
and writes one row per hour, without stamps. Same input, same bytes.
"""
import csv
import gzip
import io
import sys


def rows(folder, name):
    with gzip.open(f"{folder}/{name}2016.csv.gz", "rt") as file:
        return list(csv.DictReader(file))


def interpolated(values):
    known = [i for i, value in enumerate(values) if value is not None]
    result = list(values)
    for before, after in zip(known, known[1:]):
        for i in range(before + 1, after):
            share = (i - before) / (after - before)
            result[i] = round(values[before] + share * (values[after] - values[before]), 1)
    return result


def main(folder, target):
    load, price, output, weather = (rows(folder, n) for n in ("load", "price", "prod", "temperature"))
    hours = [(row["date"], row["hour"]) for row in load]
    for other in (price, output, weather):
        assert hours == [(row["date"], row["hour"]) for row in other], "the files' hours differ"
    assert len(hours) == 8784 and hours[0] == ("01/01/2016", "1") and hours[-1] == ("31/12/2016", "24")
    measured = [None if row["Temperature"] == "nan" else float(row["Temperature"]) for row in weather]
    temperature = interpolated(measured)
    print(f"{measured.count(None)} temperatures interpolated")
    text = io.StringIO()
    text.write("load,price,wind,sun,temperature\n")
    for i in range(len(hours)):
        text.write(f"{load[i]['OntDemand']},{price[i]['HOEP']},{output[i]['WIND']},{output[i]['SOLAR']},"
                   f"{temperature[i]:g}\n")
    with open(target, "wb") as file:
        with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=file, mtime=0) as packed:
            packed.write(text.getvalue().encode())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
