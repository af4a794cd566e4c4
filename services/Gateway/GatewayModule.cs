using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Orchestrator.Gateway.Access;
using Orchestrator.Gateway.Edge;
using Orchestrator.Gateway.Feedback;
using Orchestrator.Gateway.Fleet;
using Orchestrator.Gateway.Grpc;
using Orchestrator.Gateway.Native;
using Orchestrator.Gateway.Ollama;
using Orchestrator.Gateway.OpenAi;
using Orchestrator.Gateway.Registry;
using Orchestrator.Gateway.Requests;
using Orchestrator.Gateway.Responses;
using Orchestrator.Gateway.Runs;
using Orchestrator.Gateway.Terms;
using Orchestrator.Placement;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway;

/// <summary>The public dialects, and the walk along the router's answer.</summary>
public static class GatewayModule
{
    public static IHostApplicationBuilder AddGateway(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<GatewayTelemetry>();
        services.AddEdge();
        services.AddRuns();
        services.AddLimits<RequestBodyOptions>(RequestBodyOptions.SectionName);
        services.AddLimits<FeedbackOptions>(FeedbackOptions.SectionName);
        services.AddSingleton<RequestBodyReader>();
        services.AddSingleton<RunRelay>();
        services.AddSingleton<RunEndpoint>();
        services.AddSingleton<FleetEndpoint>();
        services.AddSingleton<NativeBody>();
        services.AddSingleton<RouteEndpoints>();
        services.AddSingleton<FeedbackSender>();
        services.AddSingleton<FeedbackEndpoints>();
        services.AddRegistry();
        services.AddTerms();
        return builder;
    }

    public static WebApplication MapGateway(this WebApplication app)
    {
        app.UseMiddleware<DialectFaults>();
        var http = app.MapGroup("").RequireHttpEndpoint();
        http.MapChatCompletions();
        http.MapOpenAiModels();
        http.MapOllamaChat();
        http.MapOllamaTags();
        http.MapOllamaVersion();
        RouteEndpoints.Map(http);
        RunListEndpoints.Map(http);
        RunsEndpoints.Map(http);
        RunControlEndpoints.Map(http);
        RunEventsEndpoints.Map(http);
        FeedbackEndpoints.Map(http);
        http.MapRegistry();
        app.MapGrpcService<GatewayGrpcService>();
        return app;
    }

    private static void AddEdge(this IServiceCollection services)
    {
        services.AddLimits<AccessOptions>(AccessOptions.SectionName);
        services.AddSingleton<HostAllowList>();
        services.AddSingleton<IValidateOptions<EndpointsOptions>, LoopbackOnly>();
        services.AddSingleton<IStartupFilter, EdgeFilter>();
    }

    private static void AddRuns(this IServiceCollection services)
    {
        services.AddPlacement();
        services.AddLimits<RunLimits>(RunLimits.SectionName);
        services.AddSingleton<RunSlots>();
        services.AddSeveralSteps();
    }

    private static void AddLimits<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TOptions>(
        this IServiceCollection services,
        string section
    )
        where TOptions : class =>
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
