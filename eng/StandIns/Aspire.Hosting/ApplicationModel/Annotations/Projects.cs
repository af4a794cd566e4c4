using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting
{
    /// <summary>
    /// Implemented by the generated classes in <c>Projects</c>. This stand-in starts built programs; where a project's
    /// program lies is told by an attribute of the assembly that holds the class, which its targets generate:
    /// <c>[assembly: AssemblyMetadata("aspire-project-output:" + ProjectPath, "…/Name.dll")]</c>.
    /// </summary>
    public interface IProjectMetadata : IResourceAnnotation
    {
        string ProjectPath { get; }

        LaunchSettings? LaunchSettings => null;

        bool SuppressBuild => false;
    }

    public class ProjectResourceOptions
    {
        public string? LaunchProfileName { get; set; }

        public bool ExcludeLaunchProfile { get; set; }

        public bool ExcludeKestrelEndpoints { get; set; }
    }

    public sealed class LaunchSettings
    {
        public Dictionary<string, LaunchProfile> Profiles { get; set; } = [];
    }

    public sealed class LaunchProfile
    {
        public string? CommandName { get; set; }

        public string? CommandLineArgs { get; set; }

        public bool? LaunchBrowser { get; set; }

        public string? LaunchUrl { get; set; }

        public string? ApplicationUrl { get; set; }

        public Dictionary<string, string> EnvironmentVariables { get; set; } = [];
    }
}

namespace Aspire.Hosting.ApplicationModel
{
    public sealed class LaunchProfileAnnotation(string launchProfileName) : IResourceAnnotation
    {
        public string LaunchProfileName { get; } = launchProfileName;
    }

    public sealed class ExcludeLaunchProfileAnnotation : IResourceAnnotation;

    /// <summary>Variables are made from these endpoints only; the filters of several annotations all apply.</summary>
    internal sealed class EndpointEnvironmentFilterAnnotation(Func<EndpointAnnotation, bool> filter)
        : IResourceAnnotation
    {
        public Func<EndpointAnnotation, bool> Filter { get; } = filter;
    }

    internal sealed class DisableForwardedHeadersAnnotation : IResourceAnnotation;
}
