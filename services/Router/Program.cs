using Orchestrator.Router;
using Orchestrator.ServiceDefaults;

return ServiceRun.Run(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults("router");
    builder.AddRouter();

    var app = builder.Build();
    app.MapDefaultEndpoints();
    app.MapRouter();
    return app;
});
