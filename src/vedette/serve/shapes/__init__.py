"""The shapes of what the API answers, from which its description follows. They are made elsewhere (`export`, `routes`); here
they are told, and a test holds what is answered against them.
"""
