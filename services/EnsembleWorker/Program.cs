using Orchestrator.EnsembleWorker;
using Orchestrator.ServiceDefaults;

return ServiceRun.Run(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults("worker");
    builder.AddEnsembleWorker();

    var app = builder.Build();
    app.MapDefaultEndpoints();
    app.MapEnsembleWorker();
    return app;
});
