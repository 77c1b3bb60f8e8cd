using Vouchers.Service;

return await ServiceHost.RunAsync(() => ServiceOptions.Load(AppContext.BaseDirectory), TimeProvider.System);
