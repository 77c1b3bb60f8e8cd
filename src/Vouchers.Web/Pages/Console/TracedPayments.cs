using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>The payments that a voucher was in, the oldest first.</summary>
/// <param name="Payments">Each with what it took off and the bank's lines of it.</param>
/// <param name="LinksStatements">True for whoever may read statements.</param>
internal sealed record TracedPayments(IReadOnlyList<TracedPayment> Payments, bool LinksStatements);
