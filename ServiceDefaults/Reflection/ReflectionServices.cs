using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.ServiceDefaults;

internal static class ReflectionServices
{
    public static void AddGrpcServerReflection(this IHostApplicationBuilder builder)
    {
        // Built at the first question: by then all modules have mapped their services.
        builder.Services.AddSingleton(services =>
            ReflectionIndex.Of(services.GetRequiredService<EndpointDataSource>())
        );
        builder.Services.AddSingleton<ReflectionAnswers>();
        builder.Services.AddSingleton<ReflectionStream>();
    }

    public static void MapGrpcServerReflection(this WebApplication app)
    {
        AlwaysAnswered.On(app.MapGrpcService<ReflectionV1GrpcService>()).AllowAnonymous();
        AlwaysAnswered.On(app.MapGrpcService<ReflectionV1AlphaGrpcService>()).AllowAnonymous();
    }
}
