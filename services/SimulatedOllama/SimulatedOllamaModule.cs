using Microsoft.Extensions.Options;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.Faults;
using Orchestrator.SimulatedOllama.Hosting;

namespace Orchestrator.SimulatedOllama;

public static class SimulatedOllamaModule
{
    /// <summary>The version whose wire format is spoken, labelled so that nobody takes it for the real thing.</summary>
    public const string Version = "0.33.0+simulated";

    public static void AddSimulatedOllama(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptionsWithValidateOnStart<SimulatedOptions>()
            .Bind(builder.Configuration.GetSection(SimulatedOptions.SectionName));
        builder.Services.AddSingleton<IValidateOptions<SimulatedOptions>, SimulatedOptionsRanges>();
        builder.Services.AddSingleton<IValidateOptions<SimulatedOptions>, SimulatedOptionsNames>();
        builder.Services.AddSingleton<HostDriver>();
        builder.Services.AddSingleton<FaultBook>();
        builder.Services.AddSingleton<AnswerPlayer>();
        builder.Services.AddSingleton<Generation>();
        builder.Services.AddSingleton<Embedding>();
        builder.ConfigureLimits();
    }

    public static void MapSimulatedOllama(this WebApplication app)
    {
        app.UsePlainRefusals();
        app.MapModels();
        app.MapChat();
        app.MapGenerate();
        app.MapEmbed();
        if (app.Services.GetRequiredService<IOptions<SimulatedOptions>>().Value.AllowFaults)
        {
            app.MapSim();
        }
    }
}
