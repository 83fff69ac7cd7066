"""URLs of grants, in the order of a grant year."""

from django.urls import path

from grants.audit.views import audit
from grants.payment.views import (
    agreements,
    bank,
    bank_accounts,
    budgets,
    columns,
    explanations,
    matches,
    office_accounts,
    payments,
    statements,
    undone_matches,
    undone_notes,
)
from grants.selection.views import (
    candidacies,
    decrees,
    lists,
    objections,
    programmes,
    ranking,
    rounds,
    scores,
    verification,
    villages,
)
from grants.spending.views import follow_up, handovers, losses, purchases, refunds, reports
from grants.way.views import group_grant, my, prints
from grants.way.views import payments as way_payments
from grants.way.views import reports as way_reports
from grants.way.views import rounds as way_rounds
from grants.way.views import waiting as way_waiting

app_name = "grants"
urlpatterns = [
    # Rounds
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/compare/", programmes.compare_programmes, name="compare_programmes"),
    path("programmes/add/", programmes.add_programme, name="add_programme"),
    path("programmes/<int:pk>/", programmes.programme, name="programme"),
    path("programmes/<int:pk>/edit/", programmes.edit_programme, name="edit_programme"),
    path("quotas/", rounds.quotas, name="quotas"),
    path("quotas/enter/", rounds.enter_quota, name="enter_quota"),
    path("quotas/<int:pk>/correct/", rounds.correct_quota, name="correct_quota"),
    path("quotas/<int:pk>/withdraw/", rounds.withdraw_quota, name="withdraw_quota"),
    path("quotas/<int:pk>/open-round/", rounds.open_round, name="open_round"),
    path("groups/<int:pk>/village/", villages.correct_village, name="correct_village"),
    path("waiting/<slug:key>/", way_waiting.waiting, name="waiting"),
    path("rounds/", way_rounds.rounds, name="rounds"),
    path("rounds/<int:pk>/", way_rounds.selection_round, name="round"),
    path("rounds/<int:pk>/print/<slug:kind>/", prints.print_papers, name="print_papers"),
    path("rounds/<int:pk>/close/", rounds.close_round, name="close_round"),
    path("rounds/<int:pk>/groups/", candidacies.eligible, name="eligible"),
    path(
        "rounds/<int:pk>/groups/<int:group_pk>/propose/",
        candidacies.propose_group,
        name="propose_group",
    ),
    path("candidacies/<int:pk>/documents/", candidacies.documents, name="documents"),
    path("candidacies/<int:pk>/documents/add/", candidacies.add_document, name="add_document"),
    path(
        "candidacies/<int:pk>/withdraw/", candidacies.withdraw_candidacy, name="withdraw_candidacy"
    ),
    # Verification
    path("candidacies/<int:pk>/", verification.candidacy, name="candidacy"),
    path("candidacies/declare/", verification.declare_many, name="declare_many"),
    path("candidacies/<int:pk>/declare/", verification.declare, name="declare"),
    path("candidacies/<int:pk>/visit/", verification.record_visit, name="record_visit"),
    path(
        "candidacies/<int:pk>/rules/<slug:rule>/check/",
        verification.check_requirement,
        name="check_requirement",
    ),
    path("candidacies/<int:pk>/score/", scores.score_candidacy, name="score_candidacy"),
    path("candidacies/<int:pk>/scores/settle/", scores.settle_scores, name="settle_scores"),
    # Ranking, objections, decree
    path("rounds/<int:pk>/ranking/", way_rounds.ranking, name="ranking"),
    path("rounds/<int:pk>/what-if/", ranking.what_if, name="what_if"),
    path("rounds/<int:pk>/close-scoring/", ranking.close_scoring, name="close_scoring"),
    path("rounds/<int:pk>/publish/", ranking.publish_list, name="publish_list"),
    path("rounds/<int:pk>/objections/", objections.objections, name="objections"),
    path(
        "rounds/<int:pk>/objections/record/", objections.record_objection, name="record_objection"
    ),
    path("objections/<int:pk>/answer/", objections.answer_objection, name="answer_objection"),
    path("rounds/<int:pk>/propose/", lists.propose_list, name="propose_list"),
    path("rounds/<int:pk>/addendum/", lists.propose_addendum, name="propose_addendum"),
    path("lists/<int:pk>/return/", lists.return_list, name="return_list"),
    path("rounds/<int:pk>/decree/", decrees.issue_decree, name="issue_decree"),
    # The plan, the agreement, the account
    path("candidacies/<int:pk>/budget/", budgets.budget, name="budget"),
    path("candidacies/<int:pk>/budget/plan/", budgets.plan_budget, name="plan_budget"),
    path("candidacies/<int:pk>/budget/change/", budgets.change_budget, name="change_budget"),
    path("budgets/<int:pk>/approve/", budgets.approve_budget, name="approve_budget"),
    path("budgets/<int:pk>/return/", budgets.return_budget, name="return_budget"),
    path("agreements/sign/", agreements.sign_agreements, name="sign_agreements"),
    path("awards/<int:pk>/agreement/sign/", agreements.sign_agreement, name="sign_agreement"),
    path("groups/<int:pk>/bank-account/", bank_accounts.bank_account, name="bank_account"),
    path("groups/<int:pk>/bank-account/enter/", bank_accounts.enter_account, name="enter_account"),
    path("bank-accounts/check/", bank_accounts.check_accounts, name="check_accounts"),
    path("bank-accounts/<int:pk>/check/", bank_accounts.check_account, name="check_account"),
    # Payment and handover
    path("rounds/<int:pk>/order/", payments.order_payment, name="order_payment"),
    path("orders/<int:pk>/", payments.payment_order, name="payment_order"),
    path("orders/<int:pk>/sp2d/enter/", payments.enter_sp2d, name="enter_sp2d"),
    path("orders/<int:pk>/pay/", payments.pay_by_file, name="pay_by_file"),
    path("orders/<int:pk>/transfers/", payments.download_transfers, name="download_transfers"),
    path("disbursements/", way_payments.disbursements, name="disbursements"),
    path("disbursements/<int:pk>/pay/", payments.pay_disbursement, name="pay_disbursement"),
    path("transfers/<int:pk>/lost/", payments.declare_lost, name="declare_lost"),
    path("awards/<int:pk>/handover/record/", handovers.record_handover, name="record_handover"),
    path("handovers/record/", handovers.record_handovers, name="record_handovers"),
    path("handovers/<int:pk>/", handovers.handover, name="handover"),
    # The bank's statement
    path("bank/", bank.bank, name="bank"),
    path("bank/import/", statements.import_statement, name="import_statement"),
    path("bank/accounts/add/", office_accounts.add_office_account, name="add_office_account"),
    path(
        "bank/accounts/<int:pk>/confirm/",
        office_accounts.confirm_office_account,
        name="confirm_office_account",
    ),
    path(
        "bank/accounts/<int:pk>/correct/",
        office_accounts.correct_office_account,
        name="correct_office_account",
    ),
    path(
        "bank/accounts/<int:pk>/remove/",
        office_accounts.remove_office_account,
        name="remove_office_account",
    ),
    path("bank/accounts/<int:pk>/columns/", columns.name_columns, name="name_columns"),
    path("bank/files/", statements.bank_files, name="bank_files"),
    path("bank/files/<int:pk>/", statements.bank_file, name="bank_file"),
    path("bank/files/<int:pk>/withdraw/", statements.withdraw_statement, name="withdraw_statement"),
    path("bank/files/<int:pk>/download/", statements.download_bank_file, name="download_bank_file"),
    path("bank/waiting/", bank.waiting_on_bank, name="waiting_on_bank"),
    path("bank/match/", matches.match_exact, name="match_exact"),
    path("bank/match/named/", matches.match_named, name="match_named"),
    path("bank/explain/", explanations.explain_lines, name="explain_lines"),
    path("bank/<int:pk>/", bank.statement_line, name="statement_line"),
    path("bank/<int:pk>/match/", matches.match_line, name="match_line"),
    path("bank/<int:pk>/match/bulk/", matches.match_bulk, name="match_bulk"),
    path("bank/<int:pk>/undo-match/", undone_matches.undo_match, name="undo_match"),
    path("bank/<int:pk>/reopen/", undone_notes.reopen_line, name="reopen_line"),
    path("bank/<int:pk>/explain/", explanations.explain_line, name="explain_line"),
    # Spending, reports and what follows
    path("awards/<int:pk>/spending/", purchases.spending, name="spending"),
    path(
        "awards/<int:pk>/purchases/<int:number>/record/",
        purchases.record_purchase,
        name="record_purchase",
    ),
    path("purchases/<int:pk>/", purchases.purchase, name="purchase"),
    path("purchases/<int:pk>/evidence/add/", purchases.add_evidence, name="add_evidence"),
    path("purchases/<int:pk>/cancel/", purchases.cancel_purchase, name="cancel_purchase"),
    path("purchases/<int:pk>/loss/", losses.record_loss, name="record_loss"),
    path("losses/<int:pk>/cancel/", losses.cancel_loss, name="cancel_loss"),
    path("reports/", way_reports.reports, name="reports"),
    path("awards/<int:pk>/report/", reports.write_report, name="write_report"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/check/", reports.check_report, name="check_report"),
    path("reports/<int:pk>/review/", reports.review_report, name="review_report"),
    path("awards/<int:pk>/refund/", refunds.record_refund, name="record_refund"),
    path("refunds/<int:pk>/cancel/", refunds.cancel_refund, name="cancel_refund"),
    path("awards/<int:pk>/visit/", follow_up.monitor_grant, name="monitor_grant"),
    path("awards/<int:pk>/remind/", follow_up.remind_group, name="remind_group"),
    path("awards/<int:pk>/sanction/", follow_up.sanction_group, name="sanction_group"),
    path("my/grant/", my.my_grant, name="my_grant"),
    path("groups/<int:pk>/grant/", group_grant.group_grant, name="group_grant"),
    # The auditor
    path("audit/", audit.audit, name="audit"),
    path("audit/history/", audit.audit_history, name="audit_history"),
    path("audit/accesses/", audit.audit_accesses, name="audit_accesses"),
    path("audit/verify/", audit.verify_file, name="verify_file"),
    path("audit/check/", audit.check_chain, name="check_chain"),
    path("audit/rounds/<int:pk>/", audit.audit_round, name="audit_round"),
    path("audit/rounds/<int:pk>/file/", audit.take_round_file, name="take_round_file"),
    path("audit/groups/<int:pk>/", audit.audit_group, name="audit_group"),
    path("audit/groups/<int:pk>/file/", audit.take_group_file, name="take_group_file"),
    path("audit/awards/<int:pk>/", audit.audit_award, name="audit_award"),
]
