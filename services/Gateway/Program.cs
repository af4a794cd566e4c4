using Orchestrator.Gateway;
using Orchestrator.ServiceDefaults;

return ServiceRun.Run(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults("gateway");
    builder.AddGateway();

    var app = builder.Build();
    app.MapDefaultEndpoints();
    app.MapGateway();
    return app;
});
