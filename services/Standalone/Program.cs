using Orchestrator.ServiceDefaults;
using Orchestrator.Standalone;

var builder = WebApplication.CreateBuilder(args);
var (targets, unknown) = TargetSelection.Parse(builder.Configuration["target"]);
if (unknown.Count > 0)
{
    return ServiceRun.Tell(TargetSelection.Complaint(unknown), ServiceRun.WrongSettings);
}

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

return app.RunService();
