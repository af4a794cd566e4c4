using Microsoft.Extensions.Options;
using Orchestrator.SimulatedOllama.Anthropic;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.Faults;
using Orchestrator.SimulatedOllama.Hosting;
using Orchestrator.SimulatedOllama.OpenAi;
using Orchestrator.SimulatedOllama.Registry;

namespace Orchestrator.SimulatedOllama;

public static class SimulatedOllamaModule
{
    /// <summary>The version whose wire format is spoken, labelled so that nobody takes it for the real thing.</summary>
    public const string Version = "0.33.0+simulated";

    public static void AddSimulatedOllama(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptionsWithValidateOnStart<SimulatedOptions>()
            .Bind(
                builder.Configuration.GetSection(SimulatedOptions.SectionName),
                // A misspelt setting would silently leave the default.
                binder => binder.ErrorOnUnknownConfiguration = true
            );
        builder.Services.AddSingleton<IValidateOptions<SimulatedOptions>, SimulatedOptionsRanges>();
        builder.Services.AddSingleton<IValidateOptions<SimulatedOptions>, SimulatedOptionsNames>();
        builder.AddHost();
        builder.AddRegistry();
        builder.AddAnswers();
        builder.ConfigureLimits();
    }

    public static void MapSimulatedOllama(this WebApplication app)
    {
        app.UseUnexpectedErrors();
        app.UsePlainRefusals();
        var hasFaults = app.Services.GetRequiredService<IOptions<SimulatedOptions>>().Value.AllowFaults;
        if (hasFaults)
        {
            app.UseFaultGate();
            app.MapSim();
        }

        app.MapModels();
        app.MapBlobs();
        app.MapCopyAndDelete();
        app.MapPullPushAndCreate();
        app.MapChat();
        app.MapGenerate();
        app.MapEmbed();
        app.MapOpenAi();
        app.MapAnthropic();
    }

    private static void AddHost(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<HostDriver>();
        builder.Services.AddSingleton<Outage>();
        builder.Services.AddSingleton<Connections>();
        builder.Services.AddSingleton<FaultBook>();
        builder.Services.AddSingleton<RequestFaults>();
        builder.Services.AddSingleton<MachineFaults>();
    }

    private static void AddRegistry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<HostModels>();
        builder.Services.AddSingleton<ModelStore>();
        builder.Services.AddSingleton<BlobStore>();
        builder.Services.AddSingleton<Pulls>();
        builder.Services.AddSingleton<PullSteps>();
        builder.Services.AddSingleton<CreateSteps>();
        builder.Services.AddSingleton<ProgressStream>();
    }

    private static void AddAnswers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AnswerPlayer>();
        builder.Services.AddSingleton<CallBuilder>();
        builder.Services.AddSingleton<Generation>();
        builder.Services.AddSingleton<Embedding>();
        builder.Services.AddOpenAi();
        builder.Services.AddSingleton<MessagesRequest>();
    }
}
