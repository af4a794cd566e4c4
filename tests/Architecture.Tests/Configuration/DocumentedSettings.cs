using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Orchestrator.Architecture.Tests.Configuration;

/// <summary>One setting as the configuration page lists it.</summary>
internal sealed record DocumentedSetting(string Key, string Default, string Allowed, string Meaning);

/// <summary>Reads all settings out of the options classes: their section, defaults, ranges and XML comments.</summary>
internal static class DocumentedSettings
{
    private const string SectionField = "SectionName";

    public static IReadOnlyList<Type> OptionsTypes(IEnumerable<Assembly> assemblies) =>
        [
            .. assemblies
                .SelectMany(assembly => assembly.GetTypes())
                .Where(type => type.IsClass && SectionOf(type) is not null)
                .OrderBy(SectionOf, StringComparer.Ordinal),
        ];

    public static IEnumerable<DocumentedSetting> Of(Type options) =>
        Of(options, Activator.CreateInstance(options, nonPublic: true)!, SectionOf(options)!);

    private static string? SectionOf(Type type) =>
        type.GetField(SectionField, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            ?.GetRawConstantValue() as string;

    private static IEnumerable<DocumentedSetting> Of(Type type, object? instance, string prefix)
    {
        foreach (
            var property in type.GetProperties().Where(property => property.CanWrite || IsList(property.PropertyType))
        )
        {
            var key = $"{prefix}:{property.Name}";
            var value = instance is null ? null : property.GetValue(instance);
            var nested =
                IsOurs(property.PropertyType) ? Of(property.PropertyType, value, key)
                : ElementOf(property.PropertyType) is { } element && IsOurs(element)
                    ? Of(element, Activator.CreateInstance(element, nonPublic: true), $"{key}:0")
                : [new DocumentedSetting(key, Text(value), Allowed(property), XmlComments.SummaryOf(property))];
            foreach (var setting in nested)
            {
                yield return setting;
            }
        }
    }

    private static bool IsOurs(Type type) =>
        type.IsClass && type.Namespace?.StartsWith("Orchestrator", StringComparison.Ordinal) == true;

    private static bool IsList(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);

    private static Type? ElementOf(Type type) =>
        IsList(type) && type.IsGenericType && type.GetGenericArguments().Length == 1
            ? type.GetGenericArguments()[0]
            : null;

    private static string Allowed(PropertyInfo property)
    {
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}");
        }

        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type.IsEnum ? string.Join(", ", Enum.GetNames(type)) : "";
    }

    private static string Text(object? value) =>
        value switch
        {
            null or "" => "",
            string text => text,
            IDictionary { Count: 0 } => "",
            IEnumerable list => string.Join(", ", list.Cast<object>().Select(Text)),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
}
