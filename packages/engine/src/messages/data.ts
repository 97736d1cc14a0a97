import type { MessageTable } from './messageTable.js';

export const dataMessages = {
  'data-unknown-column': {
    message: 'there is no column "{column}"',
    hint: 'the columns are: {known}',
  },
  'data-duplicate-key': {
    message: 'unit {unit} has more than one row for {time} (rows {first} and {second})',
    hint: 'keep one row per unit and period, or aggregate before',
  },
  'data-missing-key': {
    message: 'row {row} has no value in the key column "{column}"',
    hint: 'every row needs a unit and a period; fill it or remove the row',
  },
  'data-time-not-number': {
    message: 'row {row}: "{value}" in the time column "{column}" is not a number',
    hint: 'give the period as a number, such as the year',
  },
  'data-not-text': {
    message: 'the file holds a NUL byte: it is not plain text',
    hint: 'save it as CSV in UTF-8',
  },
  'data-empty-file': { message: 'the file is empty', hint: 'give a CSV file with a header line and data' },
  'data-no-rows': { message: 'the file has a header but no rows', hint: 'check that the export is complete' },
  'data-open-quote': {
    message: 'a quoted field is never closed',
    hint: 'close the quote, or double quotes inside quoted text',
  },
  'data-text-after-quote': {
    message: 'there is text after a closing quote',
    hint: 'put the whole field in quotes and double the quotes inside it',
  },
  'data-duplicate-column': { message: 'the column "{column}" occurs twice', hint: 'give every column its own name' },
  'data-ragged-row': {
    message: 'the row has {found} fields, the header {expected}',
    hint: 'look for a missing or an extra delimiter; quote fields that contain it',
  },
  'data-mostly-numbers': {
    message:
      'the column "{column}" is numbers but for some values, such as "{value}" in line {row}: it is read as text',
    hint: 'correct these values, or write missing ones as empty or NA',
  },
  'data-blank-rows': {
    message: '{count} blank rows below the table are left out',
    hint: 'nothing needs to be done',
  },
  'data-unnamed-column': {
    message: 'column {position} has no name in the header: it is read as "{name}"',
    hint: 'name it in the header line',
  },
  'data-formula-errors': {
    message: 'the column "{column}" holds spreadsheet errors such as #N/A: {count} values are read as missing',
    hint: 'correct the formulas in the spreadsheet, or leave those cells empty',
  },
  'data-ambiguous-comma': {
    message:
      'the comma in "{value}" of the column "{column}" could separate decimals or thousands: it is read as {said}',
    hint: 'write decimals with a point, and thousands without a sign',
  },
  'data-number-too-large': {
    message: '"{value}" in "{column}" is beyond the range of numbers a computer holds',
    hint: 'correct the value, or give the column in a larger unit',
  },
  'data-no-year-columns': {
    message: 'no column name ends in a year, so there is nothing to turn into rows; the columns are: {columns}',
    hint: 'name the columns 2018, 2019, … or gdp_2018, gdp_2019, …; leave --wide out when the table is long already',
  },
  'data-indicator-no-name': {
    message: 'the indicator "{indicator}" has no name in {files}',
    hint: 'add a row indicator.{indicator}.name to each',
  },
  'data-region-no-name': {
    message: 'the region "{region}" has no name in {files}',
    hint: 'add a row region.{region}.name to each',
  },
  'data-wide-collision': {
    message: 'the wide table has a column "{column}" already, which the long one would make',
    hint: 'rename that column, or choose another name for the years',
  },
  'data-expression': {
    message: 'in "{expression}" at position {position}: {problem}',
    hint: 'use + - * / ^, parentheses, log, exp, sqrt, abs, lag(x, years), chain(index, level, year)',
  },
  'data-missing-column': {
    message: 'the column "{column}" is missing',
    hint: 'add it, or correct its name in the header',
  },
  'data-undeclared-column': {
    message: 'the column "{column}" is not declared in the schema',
    hint: 'declare it in datapackage.json or remove it',
  },
  'data-missing-value': { message: '"{column}" is empty but required', hint: 'fill it in, or remove the row' },
  'data-not-unique': {
    message: '"{value}" in "{column}" stands in line {first} already',
    hint: 'every value of this column must be unique',
  },
  'data-duplicate-row': {
    message: '{columns} = {key} stands in line {first} already',
    hint: 'keep one of the rows; two different figures for the same thing need two sources sorted out first',
  },
  'data-not-in-list': {
    message: '"{value}" in "{column}" is not one of: {allowed}',
    hint: 'use one of the allowed values',
  },
  'data-wrong-type': {
    message: '"{value}" in "{column}" is not {type}',
    hint: 'correct the value; leave it empty when it is missing',
  },
  'data-below-minimum': {
    message: '{value} in "{column}" is below {minimum}',
    hint: 'correct it, or the bound in datapackage.json',
  },
  'data-above-maximum': {
    message: '{value} in "{column}" is above {maximum}',
    hint: 'correct it, or the bound in datapackage.json',
  },
  'data-missing-file': { message: 'the file {path} is missing', hint: 'add it, or remove it from datapackage.json' },
  'data-missing-resource': {
    message: 'the package has no resource "{resource}"',
    hint: 'declare it in datapackage.json',
  },
  'data-descriptor': {
    message: 'datapackage.json cannot be read: {problem}',
    hint: 'correct it; see the Frictionless Data Package description',
  },
  'data-unknown-reference': {
    message: '"{value}" in "{column}" does not occur in {resource}',
    hint: 'correct the id, or add it to {resource}',
  },
  'data-too-large': {
    message: '"{term}" is {value} in row {row}: its square is beyond what a double holds',
    hint: 'divide the column by a power of ten, or take its logarithm',
  },
  'data-region-ended': {
    message: '{region} has a figure for {year} but existed until {until} only',
    hint: 'give the figure to the region that came after it',
  },
  'data-total-differs': {
    message: '{indicator} {year}: the regions add up to {sum}, the national row says {total} ({percent} %)',
    hint: 'look for a missing region or a revision; nothing was changed',
  },
} as const satisfies MessageTable;
