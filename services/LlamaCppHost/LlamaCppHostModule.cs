using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Inference.LlamaCpp;
using Orchestrator.LlamaCppHost.Answers;
using Orchestrator.LlamaCppHost.Endpoints;
using Orchestrator.LlamaCppHost.Loading;
using Orchestrator.LlamaCppHost.Models;

namespace Orchestrator.LlamaCppHost;

/// <summary>A replica that runs llama.cpp in this process and speaks Ollama's HTTP API on the loopback address.</summary>
public static class LlamaCppHostModule
{
    public static void AddLlamaCppHost(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptionsWithValidateOnStart<LlamaCppOptions>()
            .Bind(
                builder.Configuration.GetSection(LlamaCppOptions.SectionName),
                // A misspelt setting would silently leave the default.
                binder => binder.ErrorOnUnknownConfiguration = true
            );
        builder.Services.AddSingleton<IValidateOptions<LlamaCppOptions>, LlamaCppOptionsRanges>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(provider => LlamaLibrary.Load(OptionsOf(provider).LibraryFolder));
        builder.Services.AddSingleton<WaitingRoom>();
        builder.Services.AddSingleton<ModelPool>();
        builder.Services.AddSingleton<ModelCatalog>();
        builder.Services.AddSingleton<DigestBook>();
        builder.Services.AddHostedService<ModelScanLoop>();
        builder.Services.AddSingleton<CallReader>();
        builder.Services.AddSingleton<AnswerWriter>();
        builder.Services.AddSingleton<EmbedWriter>();
        builder.ConfigureServer();
        // A line for each request is of no use: the worker that sends them has its own.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting", LogLevel.Warning);
        // Why it cannot start is told in one sentence by the program.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }

    public static void MapLlamaCppHost(this WebApplication app)
    {
        app.UseLocalCallersOnly();
        app.MapModels();
        app.MapAnswers();
    }

    private static void ConfigureServer(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<KestrelServerOptions>()
            .Configure<IOptions<LlamaCppOptions>>(
                (kestrel, options) =>
                {
                    kestrel.AddServerHeader = false;
                    kestrel.Limits.MaxRequestBodySize = options.Value.MaxBodyBytes;
                    // Without a key or a policy of its own it is for this machine only.
                    kestrel.Listen(IPAddress.Loopback, options.Value.Port);
                }
            );
        builder
            .Services.AddOptions<HostOptions>()
            .Configure<IOptions<LlamaCppOptions>>((host, options) => host.ShutdownTimeout = options.Value.StopTimeout);
    }

    private static LlamaCppOptions OptionsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<LlamaCppOptions>>().Value;
}
