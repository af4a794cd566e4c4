using Orchestrator.Profiler;
using Orchestrator.ServiceDefaults;

return ServiceRun.Run(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults("profiler");
    builder.AddProfiler();

    var app = builder.Build();
    app.MapDefaultEndpoints();
    app.MapProfiler();
    return app;
});
