using System.Text;
using PowerShellHost;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return ConsoleProgram.Run(args, ConsoleStreams.OfProcess(), stopOnCancelKey: true);
