using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Telemetry;

internal static class OtlpEnvironment
{
    public static IResourceBuilder<T> Add<T>(IResourceBuilder<T> builder, OtlpProtocol? required)
        where T : IResourceWithEnvironment => builder;
}
