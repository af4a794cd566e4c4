using Orchestrator.Router;
using Orchestrator.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("router");
builder.AddRouter();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapRouter();
return app.RunService();
