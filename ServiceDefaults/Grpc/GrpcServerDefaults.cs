using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using GrpcServiceOptions = Grpc.AspNetCore.Server.GrpcServiceOptions;

namespace Orchestrator.ServiceDefaults;

internal static class GrpcServerDefaults
{
    public static void AddGrpcDefaults(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<GrpcDefaultsOptions>()
            .BindConfiguration(GrpcDefaultsOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder
            .Services.AddOptions<ServiceCredentialOptions>()
            .Configure<IConfiguration>(
                (credential, configuration) =>
                    credential.Secret = configuration[ServiceCredentialOptions.Key] is { Length: > 0 } set ? set : null
            )
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<ServiceCredential>();
        builder.Services.AddSingleton(services => new DeploymentKey(services.GetRequiredService<ServiceCredential>()));
        builder.Services.AddSingleton<CredentialInterceptor>();
        builder.Services.AddSingleton<StatusInterceptor>();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.EnableDetailedErrors = false;
            // The first one is the outermost.
            grpc.Interceptors.Add<CredentialInterceptor>();
            grpc.Interceptors.Add<StatusInterceptor>();
        });
        builder
            .Services.AddOptions<GrpcServiceOptions>()
            .Configure<IOptions<GrpcDefaultsOptions>>(
                (grpc, limits) =>
                {
                    grpc.MaxReceiveMessageSize = limits.Value.MaxMessageBytes;
                    grpc.MaxSendMessageSize = limits.Value.MaxMessageBytes;
                }
            );
    }
}
