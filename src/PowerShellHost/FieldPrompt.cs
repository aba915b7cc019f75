using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PowerShellHost;

/// <summary>Asks for values by name, as the engine does for mandatory parameters that were not given.</summary>
internal sealed class FieldPrompt(PSHostUserInterface ui, LineReader reader)
{
    private const string HelpAnswer = "!?";

    public Dictionary<string, PSObject> Ask(string caption, string message, IReadOnlyList<FieldDescription> fields)
    {
        ui.WriteHeading(caption, message);
        if (fields.Any(field => !string.IsNullOrEmpty(field.HelpMessage))) ui.WriteLine($"(Type {HelpAnswer} for Help.)");
        return fields.ToDictionary(field => field.Name, field => PSObject.AsPSObject(Read(field)), StringComparer.OrdinalIgnoreCase);
    }

    private object Read(FieldDescription field)
    {
        var type = Type.GetType(field.ParameterAssemblyFullName) ?? typeof(string);
        if (type == typeof(PSCredential)) return ui.PromptForCredential(field.Label, field.HelpMessage, userName: "", targetName: "");
        if (!type.IsArray) return ReadValue(field, field.Name, type, mayEnd: false)!;

        var elementType = type.GetElementType()!;
        var values = new List<object>();
        while (ReadValue(field, NextLabel(), elementType, mayEnd: true) is { } value) values.Add(value);
        return values.ToArray();

        string NextLabel() => $"{field.Name}[{values.Count.ToString(CultureInfo.InvariantCulture)}]";
    }

    /// <summary>A value of the type, asked for until it is one; null for an empty line where that ends a list.</summary>
    private object? ReadValue(FieldDescription field, string label, Type type, bool mayEnd)
    {
        while (true)
        {
            ui.Write($"{label}: ");
            if (type == typeof(SecureString)) return reader.ReadSecureLine() is var secret && secret.Length == 0 && mayEnd ? null : secret;

            var answer = reader.ReadLine();
            if (answer == HelpAnswer) ui.WriteLine(field.HelpMessage);
            else if (answer.Length == 0 && mayEnd) return null;
            else if (LanguagePrimitives.TryConvertTo(answer, type, CultureInfo.CurrentCulture, out var value)) return value;
            else ui.WriteErrorLine($"\"{answer}\" is not a value of type {field.ParameterTypeName}.");
        }
    }
}
