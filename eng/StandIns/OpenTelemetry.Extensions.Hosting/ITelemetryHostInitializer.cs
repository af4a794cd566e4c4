namespace OpenTelemetry;

/// <summary>For hosts that run no hosted services: resolve it and call it before the first work.</summary>
public interface ITelemetryHostInitializer
{
    /// <summary>Creates the providers that were registered, once; further calls do nothing.</summary>
    void Initialize();
}
