"""Tables of the third version: the credit file, reviews and scores. Conventions as in `schema.py`."""

from __future__ import annotations

from typing import Final

# The credit file, the score made of it and the review that decides on it. `on_day` = when something happened, `checked_on` /
# `received_on` = when we knew; money of a statement in minor units of its currency, `unit` = how it was typed (1, 1000, 10000).
# Of a customer: `expected_sales` = what they will buy in a year (minor units of their currency, with tax), `margin_bp` = our gross
# margin on it, `peak_bp` = the strongest month over the average one (10000 = no season).
CREDIT: Final = """
create table financial_statement(id integer primary key, customer_id integer not null references customer(id), period_end text not null,
  months integer not null default 12 check(months between 1 and 18), currency text not null, unit integer not null default 1,
  quality text not null check(quality in('audited','tax','unaudited','management')), opinion text, received_on text not null,
  cash integer, receivables integer, inventory integer, prepayments integer, current_assets integer, total_assets integer,
  intangibles integer, owner_loans integer, current_liabilities integer, payables integer, total_liabilities integer,
  retained_earnings integer, equity integer, revenue integer, cogs integer, ebit integer, interest integer, net_income integer,
  operating_cash_flow integer, note text, voided_on text) strict;
create unique index statement_period on financial_statement(customer_id, period_end, months) where voided_on is null;
create table credit_fact(id integer primary key, customer_id integer not null references customer(id),
  kind text not null check(kind in('bank_report','court','registry','tax','capital','rating','trade_reference','bank_reference',
    'industry_opinion','visit','ownership','rumour')),
  code text not null, on_day text not null, checked_on text not null, valid_to text, source text not null,
  source_grade text check(source_grade in('A','B','C','D')), amount integer, currency text,
  data text not null default '{}' check(json_valid(data)), ended_on text, voided_on text) strict;
create index credit_fact_customer on credit_fact(customer_id, kind);
create table questionnaire(id integer primary key, customer_id integer not null references customer(id), on_day text not null,
  assessor_id integer references person(id), visit integer not null default 0, voided_on text) strict;
create index questionnaire_customer on questionnaire(customer_id);
create table questionnaire_answer(id integer primary key, questionnaire_id integer not null references questionnaire(id),
  customer_id integer not null references customer(id), item integer not null check(item between 1 and 20),
  points integer not null check(points between 0 and 5), comment text, unique(questionnaire_id,item)) strict;
create table review(id integer primary key, customer_id integer not null references customer(id), number text not null unique,
  type text not null check(type in('new','periodic','increase','temporary','triggered')), trigger text,
  status text not null default 'draft' check(status in('draft','investigated','scored','reviewed','approved','rejected','void')),
  opened_on text not null, data_on text not null, proposed text not null default '{}' check(json_valid(proposed)),
  proposed_by integer references person(id), approved text check(json_valid(approved)), approved_by integer references person(id),
  approved_on text, alone integer not null default 0, decision_reason text, next_on text, policy_id integer references policy_version(id),
  sheet text check(json_valid(sheet)), voided_on text, void_reason text) strict;
create index review_customer on review(customer_id, approved_on);
create unique index review_unfinished on review(customer_id) where status in('draft','investigated','scored','reviewed');
create table opinion(id integer primary key, review_id integer not null references review(id),
  customer_id integer not null references customer(id), person_id integer not null references person(id),
  part text not null check(part in('sales','finance','legal','owner')), stand text not null check(stand in('for','against','veto')),
  text text, on_day text not null) strict;
create index opinion_review on opinion(review_id);
create table grade_override(id integer primary key, customer_id integer not null references customer(id),
  notches integer not null check(notches between -2 and 2 and notches<>0), reason text not null,
  approved_by integer not null references person(id), from_on text not null, until_on text not null, revoked_on text,
  review_id integer references review(id)) strict;
create index grade_override_customer on grade_override(customer_id);
create table risk_line(id integer primary key, customer_id integer not null references customer(id),
  type text not null check(type in('credit','market','contract','operational','liquidity')),
  likelihood integer not null check(likelihood between 1 and 5), severity integer not null check(severity between 1 and 5),
  likelihood_after integer check(likelihood_after between 1 and 5), severity_after integer check(severity_after between 1 and 5),
  what text not null, measure text, owner_id integer references person(id), due_on text, on_day text not null, closed_on text) strict;
create index risk_line_customer on risk_line(customer_id);
create table request(id integer primary key, customer_id integer not null references customer(id), asked_on text not null,
  what text not null check(what in('limit','terms','instalments','discount')), amount integer, days integer, outcome text) strict;
create index request_customer on request(customer_id);
alter table customer add column expected_sales integer;
alter table customer add column margin_bp integer;
alter table customer add column peak_bp integer;
alter table terms add column review_id integer references review(id);
alter table credit_limit add column review_id integer references review(id);
alter table credit_limit add column withdrawn_on text;
create index credit_limit_review on credit_limit(review_id) where review_id is not null;
create index payment_advance on payment(customer_id) where purpose<>'payment' and voided_on is null;
create index payment_returns on payment(returns_id) where returns_id is not null;
drop index open_item_settled;
create index open_item_settled on open_item(customer_id,settled_on,due_on,amount_base,issued_on) where side='debit';
"""

# Of one day (`as_of`) like `customer_standing`, written from the rules and not by one statement. No points where the grade
# is D or NR; `blocks` and `caps` as `services/scoring.py` writes them.
SCORES: Final = """
create table customer_score(customer_id integer primary key, as_of text not null, points_x100 integer, start_x100 integer,
  pd_ppm integer not null, grade text not null check(grade in('AAA','AA','A','BBB','BB','B','CCC','D','NR')),
  risk text not null check(risk in('low','watch','high','stop','unrated')), confidence_bp integer not null,
  blocks text not null check(json_valid(blocks)), caps text not null check(json_valid(caps)), policy_id integer not null) strict;
create table score_reason(customer_id integer not null, seq integer not null, code text not null, points_x100 integer not null,
  data text not null check(json_valid(data)), as_of text not null, primary key(customer_id,seq)) strict;
"""
VERSION_3: Final = CREDIT + SCORES
