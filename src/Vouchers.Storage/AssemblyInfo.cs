using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Vouchers.StoreTests")]
