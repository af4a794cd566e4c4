namespace Orchestrator.Standalone;

/// <summary>One module that this process can run.</summary>
internal sealed record Target(
    string Name,
    Func<IHostApplicationBuilder, IHostApplicationBuilder> Add,
    Func<WebApplication, WebApplication> Map
);
