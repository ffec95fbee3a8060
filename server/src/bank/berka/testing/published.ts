import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * A few made-up rows in the form of the PKDD’99 files, for where these are not: each account is an edge of how they
 * are read. Everything that is dated after 1994-03-31 belongs to a bank that does not know it yet.
 */
const FILES: Record<string, readonly string[]> = {
  'district.asc.gz': [
    'A1;A2;A3;A4;A5;A6;A7;A8;A9;A10;A11;A12;A13;A14;A15;A16',
    '1;"Hl.m. Praha";"Prague";1204953;0;0;0;1;1;100.0;12541;0.29;0.43;167;85677;99107',
    '2;"Benesov";"central Bohemia";88884;80;26;6;2;5;46.7;8507;1.67;1.85;132;2159;2674',
  ],
  // A woman's month has 50 added to it.
  'client.asc.gz': [
    'client_id;birth_number;district_id',
    '1;"706213";1',
    '2;"450204";2',
    '3;"800101";2',
    '4;"655228";1',
    '5;"500505";1',
    '6;"311231";2',
  ],
  // The fourth was opened on the day itself, the fifth on the day after it.
  'account.asc.gz': [
    'account_id;district_id;frequency;date',
    '11;1;"POPLATEK MESICNE";930101',
    '12;2;"POPLATEK MESICNE";930201',
    '14;1;"POPLATEK TYDNE";940331',
    '15;1;"POPLATEK MESICNE";940401',
    '16;1;"POPLATEK MESICNE";930301',
  ],
  // The third client may only draw on the second one's account.
  'disp.asc.gz': [
    'disp_id;client_id;account_id;type',
    '21;1;11;"OWNER"',
    '22;2;12;"OWNER"',
    '23;3;12;"DISPONENT"',
    '24;4;14;"OWNER"',
    '25;5;15;"OWNER"',
    '26;6;16;"OWNER"',
  ],
  'card.asc.gz': [
    'card_id;disp_id;type;issued',
    '31;23;"gold";940331 00:00:00',
    '32;26;"classic";940401 00:00:00',
  ],
  'loan.asc.gz': [
    'loan_id;account_id;date;amount;duration;payments;status',
    '41;12;930801;12000;12;1000.00;"A"',
    '42;16;930401;1200;12;100.00;"A"',
  ],
  'order.asc.gz': [
    'order_id;account_id;bank_to;account_to;amount;k_symbol',
    '51;11;"YZ";"87144583";320.50;"POJISTNE"',
    '52;11;"ST";"89597016";99.00;"POJISTNE"',
    '53;11;"QR";"13943797";2452.00;"SIPO"',
  ],
  'trans.head.asc.gz': [
    'trans_id;account_id;date;type;operation;amount;balance;k_symbol;bank;account',
    // Of a day's postings the one of the greatest number is the last, wherever it stands.
    '9;11;940331;"VYDAJ";"VYBER";14.60;985.40;"SLUZBY";;',
    '1000;11;940331;"PRIJEM";;2.05;987.45;"UROK";;',
    '8;11;940331;"PRIJEM";"VKLAD";500.00;1000.00;;;',
    '7;11;940101;"VYDAJ";"PREVOD NA UCET";320.50;500.00;"POJISTNE";"YZ";87144583',
    '6;11;931231;"PRIJEM";"PREVOD Z UCTU";820.50;820.50;"DUCHOD";"AB";1',
    '60;12;930901;"VYDAJ";"PREVOD NA UCET";1000.00;400.00;"UVER";"ST";2',
    '61;12;931001;"VYDAJ";"PREVOD NA UCET";1000.00;-600.00;"UVER";"ST";2',
    // VYBER as a type is a slip for VYDAJ.
    '62;12;940228;"VYBER";"VYBER";120.55;-720.55;;;',
    '70;16;930501;"VYDAJ";"PREVOD NA UCET";1200.00;30.00;"UVER";"ST";3',
  ],
}

/** Writes them to a directory. */
export function writePublished(directory: string): void {
  for (const [file, lines] of Object.entries(FILES)) {
    const [header = '', ...rows] = lines
    const quoted = header.split(';').map((name) => `"${name}"`)
    writeFileSync(join(directory, file), gzipSync(`${[quoted.join(';'), ...rows].join('\r\n')}\r\n`))
  }
}
