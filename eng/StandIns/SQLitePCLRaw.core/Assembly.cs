using System.Runtime.CompilerServices;

// All imports are blittable after source generation: no marshalling stub is compiled at run time, which start-up would pay for.
[assembly: DisableRuntimeMarshalling]
