using System.Reflection;

namespace SsmSessionLogging.Views;

/// <summary>
/// The -Width of the command that objects are laid out for. PowerShell tells it to no view, and keeps what runs to itself: this looks there,
/// and where an edition keeps it otherwise nothing is known, and the host's width counts.
/// </summary>
internal static class AskedWidth
{
    private const BindingFlags Inside = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The width in columns; <see langword="null"/> where none was asked for or it cannot be seen.</summary>
    internal static int? In(EngineIntrinsics engine)
    {
        var running = Member(Call(Member(Member(engine, "_context"), "CurrentRunspace"), "GetCurrentlyRunningPipeline"), "Stopper");
        foreach (var pipeline in Member(running, "_stack") as IEnumerable ?? Array.Empty<object>())
        {
            var last = (Member(pipeline, "Commands") as IEnumerable)?.Cast<object?>().LastOrDefault();
            if (Member(last, "Command") is { } command && command.GetType() is { Namespace: "Microsoft.PowerShell.Commands" } type && type.Name.StartsWith("Out", StringComparison.Ordinal))
            {
                return Member(command, "Width") is int width and > 0 ? width : null;
            }
        }

        return null;
    }

    private static object? Call(object? owner, string name) =>
        owner?.GetType().GetMethod(name, Inside, binder: null, Type.EmptyTypes, modifiers: null)?.Invoke(owner, parameters: null);

    private static object? Member(object? owner, string name)
    {
        for (var type = owner?.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetProperty(name, Inside | BindingFlags.DeclaredOnly) is { } property)
            {
                return property.GetValue(owner);
            }

            if (type.GetField(name, Inside | BindingFlags.DeclaredOnly) is { } field)
            {
                return field.GetValue(owner);
            }
        }

        return null;
    }
}
