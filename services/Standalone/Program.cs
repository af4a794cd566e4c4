using Orchestrator.ServiceDefaults;
using Orchestrator.Standalone;

return ServiceRun.Run(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    var targets = TargetSelection.Parse(builder.Configuration["target"]);
    builder.AddServiceDefaults("standalone");
    foreach (var target in targets)
    {
        target.Add(builder);
    }

    var app = builder.Build();
    app.MapDefaultEndpoints();
    foreach (var target in targets)
    {
        target.Map(app);
    }

    return app;
});
