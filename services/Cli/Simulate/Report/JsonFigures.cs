using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Orchestrator.Cli.Simulate.Results;
using Orchestrator.Simulation.Figures;

namespace Orchestrator.Cli.Simulate.Report;

/// <summary>Writes JSON with figures as people would round them: six decimals are more than a simulation can know.</summary>
internal sealed class JsonFigures : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly Utf8JsonWriter _json;

    public JsonFigures() =>
        _json = new Utf8JsonWriter(
            _bytes,
            // Never inside a page: plus signs and other languages stay readable.
            new JsonWriterOptions
            {
                Indented = true,
                NewLine = "\n",
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );

    public string Text()
    {
        _json.Flush();
        return Encoding.UTF8.GetString(_bytes.ToArray()) + "\n";
    }

    public void Object(Action content)
    {
        _json.WriteStartObject();
        content();
        _json.WriteEndObject();
    }

    public void Object(string name, Action content)
    {
        _json.WritePropertyName(name);
        Object(content);
    }

    public void Array<T>(string name, IEnumerable<T> items, Action<T> content)
    {
        _json.WriteStartArray(name);
        foreach (var item in items)
        {
            content(item);
        }

        _json.WriteEndArray();
    }

    public void Item(string text) => _json.WriteStringValue(text);

    public void Number(ulong value) => _json.WriteNumberValue(value);

    public void Value(string name, bool value) => _json.WriteBoolean(name, value);

    public void Value(string name, string? value) => _json.WriteString(name, value);

    public void Value(string name, long value) => _json.WriteNumber(name, value);

    public void Value(string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            _json.WritePropertyName(name);
            _json.WriteRawValue(number.ToString("0.######", CultureInfo.InvariantCulture), skipInputValidation: true);
        }
        else
        {
            _json.WriteNull(name);
        }
    }

    public void Figures(Func<Figure, double?> value)
    {
        foreach (var figure in FigureList.All)
        {
            Value(figure.Field, value(figure));
        }
    }

    public void Seed(ulong seed, ReplayFigures figures) =>
        Object(() =>
        {
            _json.WriteNumber("seed", seed);
            Figures(figure => figure.Of(figures));
            Array("hosts", figures.Hosts, Host);
        });

    public void Dispose()
    {
        _json.Dispose();
        _bytes.Dispose();
    }

    private void Host(HostFigures host) =>
        Object(() =>
        {
            Value("name", host.Name);
            Value("completed", host.Completed);
            Value("swaps", host.Swaps);
            Value("busy_share", host.Busy);
            Value("loading_share", host.Loading);
            Value("queued_mean", host.QueuedMean);
            Value("tokens_per_s", host.TokensPerSecond);
        });
}
