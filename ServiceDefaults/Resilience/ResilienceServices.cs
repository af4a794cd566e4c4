using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Registry;

namespace Orchestrator.ServiceDefaults;

internal static class ResilienceServices
{
    public static void AddResiliencePipelines(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<ResilienceOptions>()
            .BindConfiguration(ResilienceOptions.SectionName)
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ResilienceOptions>, ResilienceOptionsValidator>();
        builder.Services.AddSingleton(services =>
            Pipelines(
                services.GetRequiredService<IOptions<ResilienceOptions>>().Value,
                services.GetRequiredService<TimeProvider>()
            )
        );
        builder.Services.AddSingleton<ResiliencePipelineProvider<string>>(services =>
            services.GetRequiredService<ResiliencePipelineRegistry<string>>()
        );
    }

    public static ResiliencePipelineRegistry<string> Pipelines(ResilienceOptions options, TimeProvider clock)
    {
        var registry = new ResiliencePipelineRegistry<string>();
        Add(ResiliencePipelines.Llm, options.Llm, TransientFailure.BeforeAnythingWasSent);
        Add(ResiliencePipelines.Redis, options.Redis, TransientFailure.AnyError);
        Add(ResiliencePipelines.Http, options.Http, TransientFailure.OfHttp);
        return registry;

        void Add(string name, PipelineOptions limits, Func<Outcome<object>, bool> isTransient) =>
            registry.TryAddBuilder(name, (builder, _) => PipelineShape.Build(builder, limits, isTransient, clock));
    }
}
