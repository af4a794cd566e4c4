using Orchestrator.Learning;
using Orchestrator.ServiceDefaults;

return ServiceRun.Run(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults("learning");
    builder.AddLearning();

    var app = builder.Build();
    app.MapDefaultEndpoints();
    app.MapLearning();
    return app;
});
