using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Vouchers.EndToEnd")]
[assembly: InternalsVisibleTo("Vouchers.Benchmarks")]
