using Orchestrator.Profiler;
using Orchestrator.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("profiler");
builder.AddProfiler();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapProfiler();
return app.RunService();
